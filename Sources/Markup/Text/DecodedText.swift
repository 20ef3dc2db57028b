/// A text as valid UTF-8 without control characters, and how its encoding was found.
package struct DecodedText: Sendable {
    /// What told the encoding, from the surest to the weakest.
    package enum Source: Hashable, Sendable {
        case byteOrderMark, transport, declaration, validUTF8, fallback
    }

    /// Valid UTF-8. No NUL, and of the C0 controls only tab, line feed and carriage return.
    package var utf8: [UInt8]
    package var encoding: TextEncoding
    package var source: Source

    /// The same as a string.
    package var string: String { String(decoding: utf8, as: UTF8.self) }
}
