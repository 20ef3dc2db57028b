/// A `timestamptz`: a moment of the server's clock, in microseconds since 1970-01-01 UTC.
package struct PostgresTimestamp: Hashable, Comparable, Sendable {
    package let microsecondsSince1970: Int64

    package init(microsecondsSince1970: Int64) {
        self.microsecondsSince1970 = microsecondsSince1970
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.microsecondsSince1970 < right.microsecondsSince1970
    }

    /// The server counts from 2000-01-01.
    private static let epoch: Int64 = 946_684_800_000_000
}

extension PostgresTimestamp: PostgresArrayElement {
    package static var postgresType: PostgresType { .timestamptz }
    package static var postgresArrayType: PostgresType { .timestamptzArray }
    package func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: microsecondsSince1970 - Self.epoch) }
}

extension PostgresTimestamp: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Self {
        guard value.type == .timestamptz else { throw PostgresDecodingError(value.type, isNot: Self.self) }
        let moment = try value.integer(Int64.self)
        guard moment != .min, moment != .max, moment <= .max - epoch else {
            throw PostgresDecodingError("an infinite timestamp has no moment")
        }
        return Self(microsecondsSince1970: moment + epoch)
    }
}
