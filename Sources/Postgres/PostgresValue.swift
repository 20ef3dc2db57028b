/// A cell that is not NULL: its type, and its bytes in binary format where libpq keeps them.
@safe
package struct PostgresValue: ~Escapable {
    package let type: PostgresType
    private let bytes: RawSpan

    @_lifetime(copy bytes)
    package init(type: PostgresType, bytes: RawSpan) {
        self.type = type
        self.bytes = bytes
    }

    /// Its length in bytes.
    package var count: Int { bytes.byteCount }

    /// One of its bytes; traps outside of `0..<count`.
    package subscript(_ offset: Int) -> UInt8 {
        precondition(offset >= 0 && offset < bytes.byteCount, "byte \(offset) of \(bytes.byteCount)")
        return unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }

    /// A copy of its bytes from `offset` on.
    package func array(from offset: Int) -> [UInt8] {
        unsafe bytes.withUnsafeBytes { unsafe Array($0.dropFirst(offset)) }
    }

    /// Its bytes as text; bytes that are not UTF-8 become U+FFFD.
    package var text: String {
        unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// The integer that the whole value is, in network order.
    package func integer<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type) throws(PostgresDecodingError)
        -> Number
    {
        guard count == Number.bitWidth / 8 else {
            throw PostgresDecodingError("\(count) bytes are not \(Number.bitWidth / 8)")
        }
        return try integer(at: 0)
    }

    /// The integer at `offset`, in network order.
    package func integer<Number: FixedWidthInteger & BitwiseCopyable>(at offset: Int) throws(PostgresDecodingError)
        -> Number
    {
        guard offset >= 0, offset <= count - Number.bitWidth / 8 else {
            throw PostgresDecodingError("the value ends after \(count) bytes")
        }
        return unsafe Number(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// A part of it, as a value of another type.
    @_lifetime(copy self)
    package func part(_ type: PostgresType, _ range: Range<Int>) throws(PostgresDecodingError) -> PostgresValue {
        guard range.lowerBound >= 0, range.upperBound <= count else {
            throw PostgresDecodingError("the value ends after \(count) bytes")
        }
        return PostgresValue(type: type, bytes: bytes.extracting(range))
    }
}
