/// How much Markdown is read.
package struct MarkdownLimits: Hashable, Sendable {
    /// Bytes of UTF-8.
    package var bytes = 2 << 20
    /// Nesting of quotes, lists and emphasis that is kept; what lies deeper is lifted up to this depth.
    package var depth = 32
    /// Container marks (`>`, `- `) that one line may open with: the parser's time grows with their square.
    package var marksPerLine = 100

    package init() {}

    /// Refuses a text that is over a limit.
    func check(_ text: String) throws(MarkdownError) {
        let utf8 = text.utf8
        guard utf8.count <= bytes else {
            throw MarkdownError(
                code: .tooLarge, message: "The Markdown has \(utf8.count) bytes; the limit is \(bytes).")
        }
        var line = 1
        var marks = 0
        var opening = true
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                marks = 0
                opening = true
            case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
                if opening { marks += 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                break
            default:
                guard opening else { break }
                opening = false
                guard marks <= marksPerLine else {
                    throw MarkdownError(
                        code: .tooDeep, message: "Line \(line) of the Markdown opens \(marks) quotes or lists at once; "
                            + "the limit is \(marksPerLine).")
                }
            }
        }
    }
}
