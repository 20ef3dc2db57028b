/// What a cell can be read as, from binary format.
package protocol PostgresDecodable: Sendable {
    static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Self
    /// What NULL is; an error unless the type is optional.
    static func decodeNull() throws(PostgresDecodingError) -> Self
    /// Reads a whole array.
    static func decode(array value: borrowing PostgresValue) throws(PostgresDecodingError) -> [Self]
}

extension PostgresDecodable {
    package static func decodeNull() throws(PostgresDecodingError) -> Self {
        throw PostgresDecodingError("NULL cannot be read as \(Self.self); ask for \(Self.self)?")
    }

    package static func decode(array value: borrowing PostgresValue) throws(PostgresDecodingError) -> [Self] {
        let dimensions: Int32 = try value.integer(at: 0)
        let elementType = PostgresType(oid: try value.integer(at: 8))
        guard dimensions != 0 else { return [] }
        guard dimensions == 1 else { throw PostgresDecodingError("\(dimensions) dimensions cannot be read as a list") }
        let count = Int(try value.integer(at: 12) as Int32)
        // Each element has four bytes of length at least.
        guard count >= 0, count <= value.count / 4 else { throw PostgresDecodingError("\(count) elements do not fit") }
        var elements: [Self] = []
        elements.reserveCapacity(count)
        var offset = 20
        for _ in 0..<count {
            let length = Int(try value.integer(at: offset) as Int32)
            offset += 4
            guard length >= 0 else {
                elements.append(try decodeNull())
                continue
            }
            elements.append(try decode(value.part(elementType, offset..<offset + length)))
            offset += length
        }
        return elements
    }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> [Element] {
        try Element.decode(array: value)
    }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Wrapped? {
        try Wrapped.decode(value)
    }

    package static func decodeNull() throws(PostgresDecodingError) -> Wrapped? { nil }
}

/// A raw value's own decoding, for enumerations and wrappers that declare the conformance.
extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Self {
        let rawValue = try RawValue.decode(value)
        guard let decoded = Self(rawValue: rawValue) else {
            throw PostgresDecodingError("“\(rawValue)” is not a \(Self.self)")
        }
        return decoded
    }
}
