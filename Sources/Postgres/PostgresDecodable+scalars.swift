package import Foundation

extension Bool: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Bool {
        guard value.type == .bool else { throw PostgresDecodingError(value.type, isNot: Bool.self) }
        return try value.integer(UInt8.self) != 0
    }
}

extension PostgresValue {
    /// An integer of a server's type that `Number` holds or, at run time, happens to hold.
    fileprivate func number<Number: FixedWidthInteger>(_: Number.Type) throws(PostgresDecodingError) -> Number {
        let wide: Int64
        switch type {
        case .int2: wide = Int64(try integer(Int16.self))
        case .int4: wide = Int64(try integer(Int32.self))
        case .int8: wide = try integer(Int64.self)
        default: throw PostgresDecodingError(type, isNot: Number.self)
        }
        guard let number = Number(exactly: wide) else {
            throw PostgresDecodingError("\(wide) does not fit \(Number.self)")
        }
        return number
    }
}

extension Int16: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Int16 {
        try value.number(Int16.self)
    }
}

extension Int32: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Int32 {
        try value.number(Int32.self)
    }
}

extension Int64: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Int64 {
        try value.number(Int64.self)
    }
}

extension Int: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Int {
        try value.number(Int.self)
    }
}

extension Double: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Double {
        switch value.type {
        case .float4: return Double(Float(bitPattern: try value.integer(UInt32.self)))
        case .float8: return Double(bitPattern: try value.integer(UInt64.self))
        default: throw PostgresDecodingError(value.type, isNot: Double.self)
        }
    }
}

/// Text of any of the server's text types, and the labels of enumerations.
extension String: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> String {
        switch value.type {
        case .text, .varchar, .bpchar, .name, .json, .unknown: return value.text
        case let type where type.isUserDefined: return value.text
        default: throw PostgresDecodingError(value.type, isNot: String.self)
        }
    }
}

/// A byte alone is an `int2`; an array of bytes is one `bytea`.
extension UInt8: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> UInt8 {
        try value.number(UInt8.self)
    }

    package static func decode(array value: borrowing PostgresValue) throws(PostgresDecodingError) -> [UInt8] {
        guard value.type == .bytea else { throw PostgresDecodingError(value.type, isNot: [UInt8].self) }
        return value.array(from: 0)
    }
}

extension UUID: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> UUID {
        guard value.type == .uuid, value.count == 16 else { throw PostgresDecodingError(value.type, isNot: UUID.self) }
        return UUID(
            uuid: (
                value[0], value[1], value[2], value[3], value[4], value[5], value[6], value[7], value[8], value[9],
                value[10], value[11], value[12], value[13], value[14], value[15]
            ))
    }
}

/// An `interval` without months, whose length would depend on the calendar; a day is 24 hours.
extension Duration: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Duration {
        guard value.type == .interval else { throw PostgresDecodingError(value.type, isNot: Duration.self) }
        let (microseconds, days, months): (Int64, Int32, Int32)
        microseconds = try value.integer(at: 0)
        days = try value.integer(at: 8)
        months = try value.integer(at: 12)
        guard months == 0 else { throw PostgresDecodingError("an interval of \(months) months has no fixed length") }
        return .microseconds(microseconds) + .seconds(Int64(days) * 86_400)
    }
}
