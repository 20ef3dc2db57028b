/// Writes running text as Markdown.
enum MarkdownInlines {
    static func write(_ inlines: [Inline]) -> String {
        var text = ""
        for inline in inlines { append(inline, to: &text) }
        return text
    }

    /// A line of a paragraph that would start a heading, list or quote gets a backslash before it does.
    static func escapingStart(_ line: Substring) -> String {
        guard let byte = line.utf8.first, !byte.isASCIILetter, byte < 0x80, let first = line.first else {
            return String(line)
        }
        switch first {
        case "#", ">": return "\\" + line
        case "-", "+":
            let next = line.dropFirst().first
            return next == nil || next == " " || next == first ? "\\" + line : String(line)
        case "=":
            return line.allSatisfy { $0 == "=" } ? "\\" + line : String(line)
        case "0"..."9":
            let digits = line.prefix { $0.isASCII && $0.isNumber }
            let rest = line.dropFirst(digits.count)
            guard digits.count < 10, let mark = rest.first, mark == "." || mark == ")",
                rest.dropFirst().first.map({ $0 == " " }) ?? true
            else { return String(line) }
            return digits + "\\" + rest
        default: return String(line)
        }
    }

    private static func append(_ inline: Inline, to text: inout String) {
        switch inline {
        case .text(let words): escape(words, into: &text)
        case .emphasis(let children): wrap(children, in: "*", into: &text)
        case .strong(let children): wrap(children, in: "**", into: &text)
        case .strikethrough(let children): wrap(children, in: "~~", into: &text)
        case .code(let code): append(code: code, to: &text)
        case .link(let destination, let title, let children):
            text += "[" + write(children) + "](" + target(destination, title) + ")"
        case .image(let source, let title, let alternative):
            var words = ""
            escape(alternative, into: &words)
            text += "![" + words + "](" + target(source, title) + ")"
        case .footnoteReference(let number): text += "[^\(number)]"
        case .softBreak: text += "\n"
        case .lineBreak: text += "\\\n"
        }
    }

    private static func wrap(_ children: [Inline], in mark: String, into text: inout String) {
        let inner = write(children)
        // Marks with a blank inside them are no marks in CommonMark, and empty ones would be read as text.
        guard let first = inner.first, let last = inner.last else { return }
        text += first.isWhitespace || last.isWhitespace ? inner : mark + inner + mark
    }

    private static func append(code: String, to text: inout String) {
        let longest = code.split(omittingEmptySubsequences: true) { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: longest + 1)
        let pad = code.first == "`" || code.last == "`" ? " " : ""
        text += fence + pad + code.replacing("\n", with: " ") + pad + fence
    }

    private static func target(_ destination: String, _ title: String) -> String {
        let isPlain =
            !destination.isEmpty
            && destination.utf8.allSatisfy { $0 > 0x20 && $0 != 0x28 && $0 != 0x29 && $0 != 0x3C && $0 != 0x3E }
        let target =
            isPlain
            ? destination
            : "<" + destination.filter { $0 != "<" && $0 != ">" && !$0.isNewline } + ">"
        guard !title.isEmpty else { return target }
        return target + " \"" + title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    private static func escape(_ words: String, into text: inout String) {
        guard words.utf8.contains(where: isMark) else {
            text += words
            return
        }
        for scalar in words.unicodeScalars {
            if scalar.isASCII, isMark(UInt8(scalar.value)) { text.unicodeScalars.append("\\") }
            text.unicodeScalars.append(scalar)
        }
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "`"), UInt8(ascii: "<"), UInt8(ascii: "~"), UInt8(ascii: "&"):
            true
        default: false
        }
    }
}
