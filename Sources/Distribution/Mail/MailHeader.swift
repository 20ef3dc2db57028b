import Foundation

/// Header fields: nothing but printable ASCII leaves, and no text can start a field of its own.
enum MailHeader {
    /// `name: value`, folded, with encoded words where the value is not plain ASCII (RFC 2047).
    static func field(_ name: String, _ value: String) -> String {
        let clean = singleLine(value)
        return "\(name): \(isPlain(clean) ? folded(clean, after: name.count + 2) : encodedWords(clean))"
    }

    /// A field whose value is made of addresses or ids by us and must not be encoded.
    static func structured(_ name: String, _ value: String) -> String { "\(name): \(singleLine(value))" }

    /// `Display Name <a@b>` with the name quoted or encoded as it needs.
    static func mailbox(_ name: String?, _ address: String) -> String {
        guard let name = name.map(singleLine), !name.isEmpty else { return "<\(singleLine(address))>" }
        guard isPlain(name) else { return "\(encodedWords(name)) <\(singleLine(address))>" }
        let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(quoted)\" <\(singleLine(address))>"
    }

    /// Line breaks and controls become spaces.
    static func singleLine(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            view.append(scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) ? " " : scalar)
        }
        return String(view).split(separator: " ").joined(separator: " ")
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
    }

    /// Base64 words cut between characters, short enough for any of our fields before them (RFC 2047 §2, §5).
    private static func encodedWords(_ text: String) -> String {
        var words: [String] = []
        var chunk = ""
        for character in text {
            if chunk.utf8.count + character.utf8.count > 33, !chunk.isEmpty {
                words.append(chunk)
                chunk = ""
            }
            chunk.append(character)
        }
        if !chunk.isEmpty { words.append(chunk) }
        return words.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\r\n ")
    }

    private static func folded(_ text: String, after used: Int) -> String {
        var result = ""
        var column = used
        for word in text.split(separator: " ") {
            if column + word.count + 1 > 76, !result.isEmpty {
                result += "\r\n "
                column = 1
            } else if !result.isEmpty {
                result += " "
                column += 1
            }
            result += word
            column += word.count
        }
        return result
    }
}
