/// One piece of running text: what stands inside a paragraph, a heading or a table cell.
package indirect enum Inline: Hashable, Sendable {
    /// Plain text, unescaped: `&amp;` in the source is `&` here.
    case text(String)
    case emphasis([Inline])
    case strong([Inline])
    case strikethrough([Inline])
    /// A code span.
    case code(String)
    /// A link; `title` is empty where none was written. The destination is as written and not checked: whoever renders
    /// decides which schemes it lets through.
    case link(destination: String, title: String, [Inline])
    /// An image; `alternative` is its description as plain text.
    case image(source: String, title: String, alternative: String)
    /// The mark of a footnote; `MarkdownDocument.footnotes[number - 1]` is what it says.
    case footnoteReference(number: Int)
    /// A line ending in the source that means no more than a space.
    case softBreak
    /// A line ending that the author asked for.
    case lineBreak
}

extension Inline {
    /// The words of these inlines without any marks; breaks are spaces.
    package static func plainText(of inlines: [Inline]) -> String {
        var words: [UInt8] = []
        appendWords(of: inlines, to: &words)
        return String(decoding: words, as: UTF8.self)
    }

    /// Appends the words of these inlines in UTF-8; an image has none. Depth is bounded by `MarkdownLimits.depth`.
    static func appendWords(of inlines: [Inline], to words: inout [UInt8]) {
        for inline in inlines {
            switch inline {
            case .text(let text), .code(let text): words += text.utf8
            case .emphasis(let children), .strong(let children), .strikethrough(let children),
                .link(_, _, let children):
                appendWords(of: children, to: &words)
            case .image, .footnoteReference: break
            case .softBreak, .lineBreak: words.append(0x20)
            }
        }
    }
}
