import Markup
import Pipelines

/// Rules for text that stands in a letter.
enum LetterText {
    /// `text` in which no marker can be read: a word joiner, which has no width, stands between two braces.
    static func unmarked(_ text: String) -> String {
        guard text.contains("{{") else { return text }
        return text.replacing("{{", with: "{\u{2060}{").replacing("{{", with: "{\u{2060}{")
    }

    /// What the writer of a letter passes everything through: a marker of ours, alone in an attribute, stays.
    ///
    /// A piece that begins with a brace gets a joiner before it, since the piece before may have ended in one.
    static func filter(_ text: String) -> String {
        guard LetterMarker(rawValue: text) == nil else { return text }
        return (text.hasPrefix("{") ? "\u{2060}" : "") + unmarked(CleanText.block(text))
    }

    /// The first paragraph of a story, for a letter that has to be short.
    static func opening(of chapter: Chapter) -> String {
        for block in chapter.document.blocks {
            guard case .paragraph(let words) = block else { continue }
            let text = CleanText.line(Inline.plainText(of: words))
            if !text.isEmpty { return CleanText.shortened(text, to: 280) }
        }
        return ""
    }
}
