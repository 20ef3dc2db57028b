/// One reply of a mail server (RFC 5321 §4.2).
package struct SMTPReply: Sendable, Equatable, CustomStringConvertible {
    /// 200 … 599.
    package let code: Int
    /// "5.1.1", where the server gives one (RFC 3463).
    package let enhancedCode: String?
    /// The text of all its lines.
    package let text: String

    package var description: String { [String(code), enhancedCode, text].compactMap(\.self).joined(separator: " ") }

    /// Reads the lines of one reply, without line ends; nil if they are not a reply.
    init?(lines: [Substring]) {
        guard let last = lines.last, let code = Int(last.prefix(3)), (200..<600).contains(code) else { return nil }
        self.code = code
        let texts = lines.map { $0.dropFirst(4) }
        let status = Self.enhancedCode(texts[texts.count - 1], of: code)
        enhancedCode = status.map(String.init)
        text = texts.map { text in
            guard let status, text.hasPrefix(status) else { return String(text) }
            return String(text.dropFirst(status.count).drop { $0 == " " })
        }.joined(separator: " ")
    }

    private static func enhancedCode(_ text: Substring, of code: Int) -> Substring? {
        guard let word = text.split(separator: " ", maxSplits: 1).first else { return nil }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        let isCode = parts.count == 3 && parts.allSatisfy { (1...3).contains($0.count) && $0.allSatisfy(\.isNumber) }
        return isCode && parts[0] == "\(code / 100)" ? word : nil
    }
}
