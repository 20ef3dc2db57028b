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
        bytes.append(addingCapacity: letters.count * (Self.holdsRare(letters) ? 6 : 2)) { output in
            for index in letters.indices {
                if letters[index].isEscapedInJSON {
                    escape(letters[index], to: &output)
                } else {
                    output.append(letters[index])
                }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Whether any of the bytes is one that takes six. Without a branch in its loop, which goes over many bytes at a time.
    private static func holdsRare(_ letters: Span<UInt8>) -> Bool {
        var found: UInt8 = 0
        for index in letters.indices {
            let byte = letters[index]
            found |= (byte < 0x20 ? 1 : 0) & (byte == 0x0A ? 0 : 1)
        }
        return found != 0
    }

    /// Two bytes, or six.
    private static func escape(_ byte: UInt8, to output: inout OutputSpan<UInt8>) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x09: output.append(UInt8(ascii: "t"))
        case 0x0A: output.append(UInt8(ascii: "n"))
        case 0x0C: output.append(UInt8(ascii: "f"))
        case 0x0D: output.append(UInt8(ascii: "r"))
        default:
            for digit in "u00".utf8 { output.append(digit) }
            output.append(UInt8(ascii: "0") + byte >> 4)
            output.append(byte & 15 + (byte & 15 < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
        }
    }
}

extension UInt8 {
    fileprivate var isEscapedInJSON: Bool { self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "\\") }
}
