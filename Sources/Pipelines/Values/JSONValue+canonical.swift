import Foundation

extension JSONValue {
    /// The canonical bytes: what is stored, compared and hashed.
    ///
    /// They are what `JSONEncoder` writes with `sortedKeys` and `withoutEscapingSlashes`, several times faster: every job
    /// that ends stores some.
    /// - Throws: `EncodingError` for a number that JSON does not have.
    package func canonicalBytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try appendCanonical(to: &bytes)
        return bytes
    }

    private func appendCanonical(to bytes: inout [UInt8]) throws {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .number(let value): try Self.append(value, to: &bytes)
        case .string(let value): Self.append(value, to: &bytes)
        case .array(let elements):
            try Self.append(elements, in: ("[", "]"), to: &bytes) { try $0.appendCanonical(to: &$1) }
        case .object(let members):
            // By bytes: strings themselves compare by canonical equivalence.
            let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            try Self.append(sorted, in: ("{", "}"), to: &bytes) { member, bytes in
                Self.append(member.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                try member.value.appendCanonical(to: &bytes)
            }
        }
    }

    private static func append<Element>(
        _ elements: [Element], in brackets: (Unicode.Scalar, Unicode.Scalar), to bytes: inout [UInt8],
        _ append: (Element, inout [UInt8]) throws -> Void
    ) throws {
        bytes.append(UInt8(ascii: brackets.0))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            try append(element, &bytes)
        }
        bytes.append(UInt8(ascii: brackets.1))
    }

    private static func append(_ number: Double, to bytes: inout [UInt8]) throws {
        // The encoder knows how to refuse what is no number.
        guard number.isFinite else { return bytes += try JSONEncoder().encode(number) }
        let digits = number.description
        bytes += (digits.hasSuffix(".0") ? digits.dropLast(2) : digits[...]).utf8
    }

    private static func append(_ string: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        let letters = string.utf8Span.span
        var start = 0
        for index in letters.indices where letters[index].isEscapedInJSON {
            append(letters.extracting(start..<index), to: &bytes)
            escape(letters[index], to: &bytes)
            start = index + 1
        }
        append(letters.extracting(start..<letters.count), to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }

    private static func append(_ letters: Span<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(addingCapacity: letters.count) { output in
            for index in letters.indices { output.append(letters[index]) }
        }
    }

    private static func escape(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""): bytes += #"\""#.utf8
        case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
        case 0x08: bytes += #"\b"#.utf8
        case 0x09: bytes += #"\t"#.utf8
        case 0x0A: bytes += #"\n"#.utf8
        case 0x0C: bytes += #"\f"#.utf8
        case 0x0D: bytes += #"\r"#.utf8
        default:
            bytes += (byte < 0x10 ? #"\u000"# : #"\u00"#).utf8
            bytes += String(byte, radix: 16).utf8
        }
    }
}

extension UInt8 {
    fileprivate var isEscapedInJSON: Bool { self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\") }
}
