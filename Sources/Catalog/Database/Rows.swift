import Foundation
import Pipelines
import Postgres

extension PostgresRow {
    /// Reads a `jsonb` column as a value.
    func decodeJSON<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
        let json: PostgresJSON = try decode(name)
        do {
            return try JSONDecoder().decode(type, from: Data(json.bytes))
        } catch {
            throw CatalogError(.corrupt, "the stored \(name) cannot be read as \(type)", underlying: error)
        }
    }

    /// Reads a `timestamptz` column.
    func decodeDate(_ name: String) throws -> Date {
        try decode(name, as: PostgresTimestamp.self).date
    }

    /// Reads a `timestamptz` column that may be null.
    func decodeOptionalDate(_ name: String) throws -> Date? {
        try decode(name, as: PostgresTimestamp?.self)?.date
    }
}
