/// Quoted-printable (RFC 2045 §6.7): seven-bit text whose lines have at most 76 characters.
enum QuotedPrintable {
    /// Encodes text; line ends become CRLF.
    static func encode(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
            .map { encodeLine(Array($0.utf8)) }.joined(separator: "\r\n")
    }

    private static func encodeLine(_ bytes: [UInt8]) -> String {
        var lines: [String] = []
        var line = ""
        for (index, byte) in bytes.enumerated() {
            let isLast = index == bytes.count - 1
            let isSpace = byte == 0x20 || byte == 0x09
            // A space at the end of a line may be lost on the way; a dot at its start is doubled by some relays.
            let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || isSpace && !isLast
            let token =
                isPlain && !(line.isEmpty && byte == UInt8(ascii: ".")) ? String(UnicodeScalar(byte)) : hex(byte)
            if line.utf8.count + token.utf8.count > 75 {
                lines.append(line + "=")
                line = ""
            }
            line += token
        }
        return (lines + [line]).joined(separator: "\r\n")
    }

    static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count == 1 ? "=0\(digits)" : "=\(digits)"
    }
}
