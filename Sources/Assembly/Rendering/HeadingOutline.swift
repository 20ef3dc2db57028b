import Markup

/// The headings of one text below a given level, without gaps, each with an id that is unique in the product.
struct HeadingOutline {
    /// One heading, in the order of the text.
    struct Entry: Hashable {
        var level: Int
        var id: String
    }

    private(set) var entries: [Entry] = []
    /// What a link within the text can name (`the-one-point-drop`) → id.
    private(set) var anchors: [String: String] = [:]

    /// - Parameters:
    ///   - top: the level of the text's highest heading, one below that of its section.
    ///   - prefix: the chapter's id.
    init(_ document: MarkdownDocument, top: Int, prefix: String) {
        var found: [(level: Int, words: String)] = []
        Self.collect(document.blocks, into: &found)
        for note in document.footnotes { Self.collect(note, into: &found) }
        // Levels of the headings around the current one, as written: depth counts, not the number of marks.
        var around: [Int] = []
        for (level, words) in found {
            while let last = around.last, last >= level { around.removeLast() }
            around.append(level)
            let level = min(top + around.count - 1, 6)
            let slug = Slug.make(words)
            let name = unique(slug.isEmpty ? "h" : slug)
            entries.append(Entry(level: level, id: "\(prefix)-\(name)"))
            if !slug.isEmpty { anchors[name] = "\(prefix)-\(name)" }
        }
    }

    private var used: Set<String> = []

    private mutating func unique(_ name: String) -> String {
        var candidate = name
        var count = 1
        while !used.insert(candidate).inserted {
            count += 1
            candidate = "\(name)-\(count)"
        }
        return candidate
    }

    private static func collect(_ blocks: [Block], into found: inout [(level: Int, words: String)]) {
        for block in blocks {
            switch block {
            case .heading(let level, let words): found.append((level, Inline.plainText(of: words)))
            case .quote(let inner): collect(inner, into: &found)
            case .list(let list): for item in list.items { collect(item, into: &found) }
            case .paragraph, .code, .table, .thematicBreak: break
            }
        }
    }
}
