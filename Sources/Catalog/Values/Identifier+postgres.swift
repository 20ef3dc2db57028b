import Foundation
package import Pipelines
package import Postgres

extension Identifier: PostgresArrayElement {
    package static var postgresType: PostgresType { UUID.postgresType }
    package static var postgresArrayType: PostgresType { UUID.postgresArrayType }
    package func encode(into bytes: inout [UInt8]) { rawValue.encode(into: &bytes) }
}

extension Identifier: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Self {
        Self(try UUID.decode(value))
    }
}

extension Identifier {
    /// A new UUIDv7 of this process' clock; sets of rows get theirs from `presswork.uuid_v7()`.
    package static func fresh() -> Self { fresh(1)[0] }

    /// So many new UUIDv7 of this process' clock, in ascending order.
    static func fresh(_ count: Int) -> [Self] {
        var generator = SystemRandomNumberGenerator()
        let milliseconds = UInt64(max(0, Date().timeIntervalSince1970 * 1000))
        return UUID.version7(count, milliseconds: milliseconds, using: &generator).map { Self($0) }
    }
}
