/// Writes running text as Markdown, in UTF-8.
enum MarkdownInlines {
    static func append(_ inlines: [Inline], to text: inout [UInt8]) {
        for inline in inlines { append(inline, to: &text) }
    }

    /// Appends a line of a paragraph; one that would start a heading, list or quote gets a backslash before it does.
    static func append(line: ArraySlice<UInt8>, to text: inout [UInt8]) {
        let escaped = offsetToEscape(in: line)
        text += line.prefix(escaped ?? 0)
        if escaped != nil { text.append(UInt8(ascii: "\\")) }
        text += line.dropFirst(escaped ?? 0)
    }

    /// The longest run of backticks in a text.
    static func longestRun(in code: String) -> Int {
        var longest = 0
        var current = 0
        for byte in code.utf8 {
            current = byte == UInt8(ascii: "`") ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }

    private static func offsetToEscape(in line: ArraySlice<UInt8>) -> Int? {
        guard let first = line.first, first < 0x80, !first.isASCIILetter else { return nil }
        switch first {
        case UInt8(ascii: "#"), UInt8(ascii: ">"): return 0
        case UInt8(ascii: "-"), UInt8(ascii: "+"):
            let next = line.dropFirst().first
            return next == nil || next == 0x20 || next == first ? 0 : nil
        case UInt8(ascii: "="): return line.allSatisfy { $0 == UInt8(ascii: "=") } ? 0 : nil
        case 0x30...0x39:
            let digits = line.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
            let rest = line.dropFirst(digits)
            guard digits < 10, let mark = rest.first, mark == UInt8(ascii: ".") || mark == UInt8(ascii: ")"),
                rest.dropFirst().first.map({ $0 == 0x20 }) ?? true
            else { return nil }
            return digits
        default: return nil
        }
    }

    private static func append(_ inline: Inline, to text: inout [UInt8]) {
        switch inline {
        case .text(let words): escape(words, into: &text)
        case .emphasis(let children): wrap(children, in: "*", into: &text)
        case .strong(let children): wrap(children, in: "**", into: &text)
        case .strikethrough(let children): wrap(children, in: "~~", into: &text)
        case .code(let code): append(code: code, to: &text)
        case .link(let destination, let title, let children):
            text.append(UInt8(ascii: "["))
            append(children, to: &text)
            text += "](".utf8
            append(target: destination, title, to: &text)
            text.append(UInt8(ascii: ")"))
        case .image(let source, let title, let alternative):
            text += "![".utf8
            escape(alternative, into: &text)
            text += "](".utf8
            append(target: source, title, to: &text)
            text.append(UInt8(ascii: ")"))
        case .footnoteReference(let number): text += "[^\(number)]".utf8
        case .softBreak: text.append(0x0A)
        case .lineBreak: text += "\\\n".utf8
        }
    }

    private static func wrap(_ children: [Inline], in mark: String, into text: inout [UInt8]) {
        let start = text.count
        text += mark.utf8
        let inner = text.count
        append(children, to: &text)
        // Marks with a blank inside them are no marks in CommonMark, and empty ones would be read as text.
        if text.count == inner || text[inner...].beginsOrEndsBlank {
            text.removeSubrange(start..<inner)
        } else {
            text += mark.utf8
        }
    }

    private static func append(code: String, to text: inout [UInt8]) {
        let fence = [UInt8](repeating: UInt8(ascii: "`"), count: longestRun(in: code) + 1)
        let isPadded = code.utf8.first == UInt8(ascii: "`") || code.utf8.last == UInt8(ascii: "`")
        text += fence
        if isPadded { text.append(0x20) }
        for byte in code.utf8 { text.append(byte == 0x0A ? 0x20 : byte) }
        if isPadded { text.append(0x20) }
        text += fence
    }

    private static func append(target destination: String, _ title: String, to text: inout [UInt8]) {
        let isPlain =
            !destination.isEmpty
            && destination.utf8.allSatisfy { $0 > 0x20 && $0 != 0x28 && $0 != 0x29 && $0 != 0x3C && $0 != 0x3E }
        if isPlain {
            text += destination.utf8
        } else {
            text += ("<" + destination.filter { $0 != "<" && $0 != ">" && !$0.isNewline } + ">").utf8
        }
        guard !title.isEmpty else { return }
        text += (" \"" + title.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\"").utf8
    }

    private static func escape(_ words: String, into text: inout [UInt8]) {
        let letters = words.utf8Span.span
        var marks: UInt8 = 0
        for index in letters.indices { marks |= mark(letters[index]) }
        guard marks > 0 else { return text += words.utf8 }
        text.append(addingCapacity: 2 * letters.count) { output in
            for index in letters.indices {
                if mark(letters[index]) > 0 { output.append(UInt8(ascii: "\\")) }
                output.append(letters[index])
            }
        }
    }

    /// 1 for a mark, without a branch: most texts have none, and all of their bytes are asked.
    @inline(__always)
    private static func mark(_ byte: UInt8) -> UInt8 {
        (byte == UInt8(ascii: "\\") ? 1 : 0) | (byte == UInt8(ascii: "*") ? 1 : 0)
            | (byte == UInt8(ascii: "_") ? 1 : 0) | (byte == UInt8(ascii: "[") ? 1 : 0)
            | (byte == UInt8(ascii: "]") ? 1 : 0) | (byte == UInt8(ascii: "`") ? 1 : 0)
            | (byte == UInt8(ascii: "<") ? 1 : 0) | (byte == UInt8(ascii: "~") ? 1 : 0)
            | (byte == UInt8(ascii: "&") ? 1 : 0)
    }
}

extension ArraySlice<UInt8> {
    /// Whether its first or last character is white space.
    fileprivate var beginsOrEndsBlank: Bool {
        guard let first, let last else { return false }
        if first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return false }
        let text = String(decoding: self, as: UTF8.self)
        return text.first?.isWhitespace == true || text.last?.isWhitespace == true
    }
}
