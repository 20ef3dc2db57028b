/// Finds the encoding that a document declares in its own first bytes: `<meta charset>`, `<meta http-equiv>` or the XML
/// declaration (WHATWG HTML §13.2.3.2, XML 1.0 §4.3.3).
enum EncodingDeclaration {
    static func find(in bytes: ArraySlice<UInt8>) -> TextEncoding? {
        let text = bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        let encoding = xmlDeclaration(in: text) ?? meta(in: text)
        // Whoever can read the declaration byte by byte does not have UTF-16 before him.
        guard let encoding, encoding.name.hasPrefix("utf-16") || encoding.name.hasPrefix("utf-32") else {
            return encoding
        }
        return .utf8
    }

    private static func xmlDeclaration(in text: [UInt8]) -> TextEncoding? {
        let start = text.firstIndex { !isBlank($0) } ?? 0
        guard text.matches("<?xml", at: start), let end = text.firstOffset(of: "?>", from: start) else { return nil }
        return value(of: "encoding", in: text[start..<end])
    }

    private static func meta(in text: [UInt8]) -> TextEncoding? {
        var position = 0
        while let open = text[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = open + 1
            if text.matches("!--", at: position) {
                guard let close = text.firstOffset(of: "-->", from: position) else { return nil }
                position = close
            } else if text.matches("meta", at: position) {
                let end = text[position...].firstIndex(of: UInt8(ascii: ">")) ?? text.endIndex
                if let encoding = value(of: "charset", in: text[position..<end]) { return encoding }
                position = end
            }
        }
        return nil
    }

    /// What follows `name=` in a tag, quoted or not.
    private static func value(of name: StaticString, in tag: ArraySlice<UInt8>) -> TextEncoding? {
        guard let found = tag.firstOffset(of: name, from: tag.startIndex) else { return nil }
        var rest = tag[(found + name.utf8CodeUnitCount)...].drop(while: isBlank)
        guard rest.popFirst() == UInt8(ascii: "=") else { return nil }
        rest = rest.drop { isBlank($0) || isQuote($0) }
        let label = rest.prefix { !isBlank($0) && !isQuote($0) && $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "/") }
        return TextEncoding(label: String(decoding: label, as: UTF8.self))
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }
}
