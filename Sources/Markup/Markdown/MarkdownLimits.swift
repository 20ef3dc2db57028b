/// How much Markdown is read.
///
/// Besides size and depth it bounds what the parser's time grows with the square of: marks that open containers on one
/// line, brackets left open in one paragraph, and columns.
package struct MarkdownLimits: Hashable, Sendable {
    /// Bytes of UTF-8.
    package var bytes = 2 << 20
    /// Nesting of quotes, lists and emphasis that is kept; what lies deeper is lifted up to this depth.
    package var depth = 32
    /// Container marks (`>`, `- `) that one line may open with.
    package var marksPerLine = 100
    /// Brackets that may stand open at once in one paragraph.
    package var openBrackets = 1000
    /// Vertical bars in one line.
    package var columns = 1000

    package init() {}

    /// Refuses a text that is over a limit.
    func check(_ text: String) throws(MarkdownError) {
        let utf8 = text.utf8
        guard utf8.count <= bytes else {
            throw MarkdownError(
                code: .tooLarge, message: "The Markdown has \(utf8.count) bytes; the limit is \(bytes).")
        }
        var scan = Scan()
        for byte in utf8 {
            scan.read(byte)
            guard scan.marks <= marksPerLine || scan.isOpening else {
                throw tooDeep("opens \(scan.marks) quotes or lists at once", scan.line, limit: marksPerLine)
            }
            guard scan.brackets <= openBrackets else {
                throw tooDeep("leaves \(scan.brackets) brackets open", scan.line, limit: openBrackets)
            }
            guard scan.bars <= columns else {
                throw tooDeep("has over \(columns) columns", scan.line, limit: columns)
            }
        }
    }

    private func tooDeep(_ what: String, _ line: Int, limit: Int) -> MarkdownError {
        MarkdownError(code: .tooDeep, message: "Line \(line) of the Markdown \(what); the limit is \(limit).")
    }
}

extension MarkdownLimits {
    /// Counts, byte by byte, what the limits are about.
    private struct Scan {
        var line = 1
        var marks = 0
        var brackets = 0
        var bars = 0
        /// Whether only container marks and blanks came so far in this line: a rule of dashes stays so to its end.
        var isOpening = true

        mutating func read(_ byte: UInt8) {
            switch byte {
            case UInt8(ascii: "\n"):
                if isOpening && marks == 0 { brackets = 0 }
                line += 1
                marks = 0
                bars = 0
                isOpening = true
            case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
                if isOpening { marks += 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
                break
            default:
                isOpening = false
                if byte == UInt8(ascii: "[") { brackets += 1 }
                if byte == UInt8(ascii: "]"), brackets > 0 { brackets -= 1 }
                if byte == UInt8(ascii: "|") { bars += 1 }
            }
        }
    }
}
