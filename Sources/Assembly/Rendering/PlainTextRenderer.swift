import Markup

/// Writes the tree of Markdown texts as plain text, with links as numbered notes that several texts share.
struct PlainTextRenderer {
    /// Where links go.
    enum Links: Sendable {
        /// `words [1]`, the address in ``addresses``.
        case numbered
        /// The words alone, and the address after them in parentheses where it says more.
        case inline
    }

    /// Columns of a line; `nil` leaves paragraphs whole.
    let width: Int?
    let links: Links
    /// The addresses of numbered links, from `[1]`.
    private(set) var addresses: [String] = []

    init(width: Int?, links: Links) {
        self.width = width
        self.links = links
    }

    /// The lines of a text with its notes.
    mutating func lines(of document: MarkdownDocument) -> [String] {
        var lines = render(document.blocks, indent: "")
        for (index, note) in document.footnotes.enumerated() {
            if index == 0 { lines.append("") }
            let mark = "(\(index + 1)) "
            lines += render(note, indent: "    ", first: mark.padded(to: 4))
        }
        return lines
    }

    /// The number that stands for `address`, the same for the same address.
    mutating func number(of address: String) -> Int {
        if let index = addresses.firstIndex(of: address) { return index + 1 }
        addresses.append(address)
        return addresses.count
    }

    /// `text` in lines.
    func wrapped(_ text: String, first: String = "", rest: String = "") -> [String] {
        LineWrap.lines(text, width: width ?? .max, first: first, rest: rest)
    }

    private mutating func render(_ blocks: [Block], indent: String, first: String? = nil, isTight: Bool = false)
        -> [String]
    {
        var lines: [String] = []
        var first = first
        for block in blocks {
            let rendered = render(block, first: first ?? indent, indent: indent)
            guard !rendered.isEmpty else { continue }
            if !lines.isEmpty, !isTight { lines.append("") }
            lines += rendered
            first = nil
        }
        return lines
    }

    private mutating func render(_ block: Block, first: String, indent: String) -> [String] {
        switch block {
        case .heading(_, let words): return wrapped(text(of: words), first: first, rest: indent)
        case .paragraph(let words):
            if let pictures = HypertextRenderer.pictures(in: words) {
                return pictures.flatMap { wrapped("[\($0)]", first: first, rest: indent) }
            }
            return wrapped(text(of: words), first: first, rest: indent)
        case .quote(let blocks): return render(blocks, indent: indent + "> ")
        case .code(_, let code):
            let lines = CleanText.block(code).split(separator: "\n", omittingEmptySubsequences: false)
            return lines.dropLast(code.hasSuffix("\n") ? 1 : 0).map { "\(indent)    \($0)" }
        case .thematicBreak: return [indent + "* * *"]
        case .list(let list): return render(list, indent: indent)
        case .table(let table): return render(table, indent: indent)
        }
    }

    private mutating func render(_ list: Block.List, indent: String) -> [String] {
        var lines: [String] = []
        for (index, item) in list.items.enumerated() {
            let mark = list.start.map { "\($0 + index). " } ?? "- "
            let deeper = indent + String(repeating: " ", count: mark.count)
            if index > 0, !list.isTight { lines.append("") }
            lines += render(item, indent: deeper, first: indent + mark, isTight: list.isTight)
        }
        return lines
    }

    /// Columns where they fit; else one row a paragraph, cells joined by dashes.
    private mutating func render(_ table: Block.Table, indent: String) -> [String] {
        let rows = ([table.header] + table.rows).map { row in row.map { text(of: $0) } }
        let widths = table.alignments.indices.map { column in
            rows.map { column < $0.count ? LineWrap.columns($0[column]) : 0 }.max() ?? 0
        }
        let total = widths.reduce(0) { $0 + $1 + 2 } + LineWrap.columns(indent)
        guard let width, total <= width else {
            return rows.flatMap { wrapped($0.joined(separator: " — "), first: indent, rest: indent + "  ") }
        }
        var lines = rows.map { row in
            indent
                + zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ").trimmingTrailingSpaces
        }
        lines.insert(indent + widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "), at: 1)
        return lines
    }

    /// Running text on one line, forced breaks as line ends.
    mutating func text(of words: [Inline]) -> String {
        var result = ""
        for word in words { result += text(of: word) }
        return result
    }

    private mutating func text(of word: Inline) -> String {
        switch word {
        case .text(let text), .code(let text): return CleanText.block(text)
        case .emphasis(let words), .strong(let words), .strikethrough(let words): return text(of: words)
        case .link(let destination, _, let words): return link(to: destination, text(of: words))
        case .image(_, _, let alternative): return CleanText.line(alternative)
        case .footnoteReference(let number): return " (\(number))"
        case .softBreak: return width == nil ? "\n" : " "
        case .lineBreak: return "\n"
        }
    }

    private mutating func link(to destination: String, _ words: String) -> String {
        guard let address = WebAddress(destination)?.text, !words.isEmpty else { return words }
        switch links {
        case .numbered: return "\(words) [\(number(of: address))]"
        case .inline: return words.contains(address) ? words : "\(words) (\(address))"
        }
    }
}

extension String {
    /// Filled up with spaces to a number of columns.
    func padded(to columns: Int) -> String {
        self + String(repeating: " ", count: max(0, columns - LineWrap.columns(self)))
    }

    fileprivate var trimmingTrailingSpaces: Substring {
        var end = endIndex
        while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
        return self[..<end]
    }
}
