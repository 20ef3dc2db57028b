/// The text of an XML document as UTF-8, and whether it was written as it was said to be.
///
/// The order is: byte order mark, the first bytes of `<?xml` in a wide encoding, then what RFC 3023 makes of the content
/// type, the declaration, UTF-8, a guess by the bytes, windows-1252. The first encoding in which every byte has a meaning is taken; where none
/// is, bad bytes become U+FFFD.
package struct XMLText: Sendable {
    /// Valid UTF-8 without control characters.
    package var utf8: [UInt8]
    /// The encoding's name as it was declared, in lower case.
    package var encoding: String
    /// False where the document is in another encoding than it or its transport says, or its transport says that it is
    /// no XML.
    package var isAsDeclared: Bool

    package static func decode(_ bytes: [UInt8], contentType: String? = nil) -> XMLText {
        let isXML = contentType.map(XMLContentType.isXML) ?? true
        if let (name, encoding, length) = wide(bytes) {
            let (utf8, isWhole) = read(bytes[length...], encoding)
            return XMLText(utf8: utf8, encoding: name, isAsDeclared: isXML && isWhole)
        }
        let declared = declaration(bytes.prefix(4096))
        var candidates = XMLContentType.encodings(of: contentType, declared: declared)
        let first = candidates[0]
        candidates += [declared, "utf-8", EncodingGuess.name(of: bytes), "windows-1252"].compactMap { $0 }
        for name in candidates {
            guard let encoding = TextEncoding(label: name) else { continue }
            if encoding == .utf8, case .valid = UTF8Shape(of: bytes[...]) {
                // As nearly every feed is: nothing is copied.
                return XMLText(utf8: clean(bytes), encoding: name, isAsDeclared: isXML && name == first)
            }
            if name == "us-ascii", bytes.contains(where: { $0 >= 0x80 }) { continue }
            let (utf8, isWhole) = read(bytes[...], encoding)
            if isWhole { return XMLText(utf8: utf8, encoding: name, isAsDeclared: isXML && name == first) }
        }
        let text = TextDecoder.decode(bytes, contentType: contentType)
        return XMLText(utf8: text.utf8, encoding: text.encoding.name, isAsDeclared: false)
    }

    /// Wide encodings tell themselves by a mark or by how `<?` or `<` stands in them.
    private static func wide(_ bytes: [UInt8]) -> (name: String, TextEncoding, mark: Int)? {
        let marks: [([UInt8], String, String, Int)] = [
            ([0xEF, 0xBB, 0xBF], "utf-8", "UTF-8", 3),
            ([0xFF, 0xFE, 0, 0], "utf-32le", "UTF-32LE", 4), ([0, 0, 0xFE, 0xFF], "utf-32be", "UTF-32BE", 4),
            ([0x3C, 0, 0, 0], "utf-32le", "UTF-32LE", 0), ([0, 0, 0, 0x3C], "utf-32be", "UTF-32BE", 0),
            ([0xFF, 0xFE], "utf-16le", "UTF-16LE", 2), ([0xFE, 0xFF], "utf-16be", "UTF-16BE", 2),
            ([0x3C, 0], "utf-16le", "UTF-16LE", 0), ([0, 0x3C], "utf-16be", "UTF-16BE", 0),
        ]
        for (mark, name, iconvName, length) in marks where bytes.starts(with: mark) {
            return (name, TextEncoding(name: name, iconvName: iconvName), length)
        }
        return nil
    }

    /// The text, and whether every byte had a meaning.
    private static func read(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding) -> ([UInt8], isWhole: Bool) {
        if encoding == .utf8 {
            let isValid = if case .valid = UTF8Shape(of: bytes) { true } else { false }
            let utf8 = isValid ? Array(bytes) : Array(String(decoding: bytes, as: UTF8.self).utf8)
            return (clean(utf8), isValid)
        }
        let utf8 = IconvDecoder.decode(bytes, from: encoding)
        let isWhole = utf8.firstOffset(of: "\u{FFFD}", from: 0) == nil
        return (clean(utf8), isWhole)
    }

    /// Without the controls that XML does not allow. Those of C1 were meant to be windows-1252.
    private static func clean(_ utf8: [UInt8]) -> [UInt8] {
        if !utf8.span.holdsControls(or: 0xC2) { return utf8 }
        var output: [UInt8] = []
        output.reserveCapacity(utf8.count)
        var index = 0
        while index < utf8.count {
            let byte = utf8[index]
            if byte == 0xC2, index + 1 < utf8.count, utf8[index + 1] < 0xA0 {
                output += Array(String(XMLCharacter.allowed(UInt32(utf8[index + 1]))).utf8)
                index += 1
            } else if byte >= 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
                output.append(byte)
            }
            index += 1
        }
        return output
    }

    /// The encoding that `<?xml … encoding="…"?>` names; one that its reader could not have read byte by byte is UTF-8.
    private static func declaration(_ head: ArraySlice<UInt8>) -> String? {
        let start = head.firstIndex { !$0.isHTMLSpace } ?? head.startIndex
        guard head.matches("<?xml", at: start), let end = head.firstOffset(of: "?>", from: start),
            let found = head[..<end].firstOffset(of: "encoding", from: start)
        else { return nil }
        let value = head[(found + 8)..<end].drop { $0.isHTMLSpace || $0 == UInt8(ascii: "=") }.dropFirst()
        let name = String(decoding: value.prefix { $0 != 0x22 && $0 != 0x27 }, as: UTF8.self).lowercased()
        return name.hasPrefix("utf-16") || name.hasPrefix("utf-32") ? "utf-8" : name
    }
}

/// What a Content-Type says of an XML document (RFC 3023 §3).
enum XMLContentType {
    static func isXML(_ contentType: String) -> Bool {
        let type = mediaType(contentType)
        return type.isEmpty || type.hasSuffix("xml") || type.hasPrefix("application/xml")
            || type.hasPrefix("text/xml") || type == "application/octet-stream" || type.hasSuffix("json")
    }

    /// The encoding to try first, and others that it leaves open.
    static func encodings(of contentType: String?, declared: String?) -> [String] {
        guard let contentType, !mediaType(contentType).isEmpty else { return [declared ?? "utf-8"] }
        if let charset = charset(contentType) { return [charset] }
        // The text types leave a document without a charset in ASCII; what is not, is read by its declaration.
        if mediaType(contentType).hasPrefix("text/") { return ["us-ascii"] }
        return [declared ?? "utf-8"]
    }

    private static func mediaType(_ contentType: String) -> String {
        contentType.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
    }

    private static func charset(_ contentType: String) -> String? {
        for parameter in contentType.split(separator: ";").dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ !$0.isWhitespace }).lowercased() == "charset" else { continue }
            let name = pair[1].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }.lowercased()
            return name.isEmpty ? nil : name
        }
        return nil
    }
}
