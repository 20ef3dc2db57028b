/// Turns the bytes of a page, feed or file into UTF-8.
///
/// The order is: byte order mark, the transport's charset, the document's own declaration (its first 4 KiB), a test for
/// valid UTF-8, windows-1252. A byte that its encoding does not know becomes U+FFFD and nothing after it is lost.
package enum TextDecoder {
    /// - Parameter contentType: the value of the Content-Type header, if there was one.
    package static func decode(_ bytes: [UInt8], contentType: String? = nil) -> DecodedText {
        if let (encoding, length) = byteOrderMark(of: bytes) {
            return decode(bytes[length...], as: encoding, source: .byteOrderMark)
        }
        let declared =
            if let encoding = contentType.flatMap(charset(ofContentType:)) {
                (encoding, DecodedText.Source.transport)
            } else if let encoding = EncodingDeclaration.find(in: bytes.prefix(4096)) {
                (encoding, DecodedText.Source.declaration)
            } else {
                (nil as TextEncoding?, DecodedText.Source.fallback)
            }
        if let encoding = declared.0, encoding != .utf8 {
            return decode(bytes[...], as: encoding, source: declared.1)
        }
        switch UTF8Shape(of: bytes[...]) {
        case .valid:
            return text(bytes, .utf8, declared.0 == nil ? .validUTF8 : declared.1)
        case .damaged where declared.0 != nil:
            return decode(bytes[...], as: .utf8, source: declared.1)
        case .damaged, .foreign:
            return decode(bytes[...], as: .windows1252, source: .fallback)
        }
    }

    /// The charset parameter of a Content-Type header.
    static func charset(ofContentType value: String) -> TextEncoding? {
        for parameter in value.split(separator: ";").dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, pair[0].filter({ !$0.isWhitespace }).lowercased() == "charset" else { continue }
            return TextEncoding(label: pair[1])
        }
        return nil
    }

    private static func byteOrderMark(of bytes: [UInt8]) -> (TextEncoding, length: Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return (TextEncoding(name: "utf-32le", iconvName: "UTF-32LE"), 4) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (TextEncoding(name: "utf-32be", iconvName: "UTF-32BE"), 4) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    private static func decode(
        _ bytes: ArraySlice<UInt8>, as encoding: TextEncoding, source: DecodedText.Source
    ) -> DecodedText {
        text(encoding == .utf8 ? repaired(bytes) : IconvDecoder.decode(bytes, from: encoding), encoding, source)
    }

    private static func text(_ utf8: [UInt8], _ encoding: TextEncoding, _ source: DecodedText.Source) -> DecodedText {
        var utf8 = utf8
        stripControls(from: &utf8)
        return DecodedText(utf8: utf8, encoding: encoding, source: source)
    }

    /// Takes out NUL and the other C0 controls, which no parser behind this may see; a form feed is a blank.
    private static func stripControls(from utf8: inout [UInt8]) {
        if !utf8.span.holdsControls() { return }
        utf8 = utf8.compactMap { byte in
            if byte == 0x0C { return 0x20 }
            return byte >= 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D ? byte : nil
        }
    }

    private static func repaired(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        if case .valid = UTF8Shape(of: bytes) { return Array(bytes) }
        return Array(String(decoding: bytes, as: UTF8.self).utf8)
    }
}
