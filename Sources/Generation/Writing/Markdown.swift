import Foundation

/// Plain text in Markdown, and Markdown with one thing taken away.
enum Markdown {
    /// `text` so that CommonMark prints it as it stands.
    static func escaped(_ text: String) -> String {
        var result = ""
        var atStart = true
        for character in text {
            if "\\`*_[]<>&~|".contains(character) || atStart && "#+-=".contains(character) { result.append("\\") }
            result.append(character)
            atStart = false
        }
        return orderedListEscaped(result)
    }

    /// The text without a first heading that only repeats `title`.
    static func withoutLeadingTitle(_ markdown: String, title: String) -> String {
        let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { !$0.allSatisfy(\.isWhitespace) }), lines[first].hasPrefix("#"),
            folded(lines[first].drop { $0 == "#" }) == folded(title[...])
        else { return markdown }
        return lines[(first + 1)...].joined(separator: "\n").trimmingCharacters(in: .newlines)
    }

    private static func folded(_ text: Substring) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// `1. ` at the start of a paragraph would become a list.
    private static func orderedListEscaped(_ text: String) -> String {
        let digits = text.prefix { $0.isNumber }
        guard !digits.isEmpty, digits.count < 10, let mark = text.dropFirst(digits.count).first,
            mark == "." || mark == ")"
        else { return text }
        return digits + "\\" + text.dropFirst(digits.count)
    }
}
