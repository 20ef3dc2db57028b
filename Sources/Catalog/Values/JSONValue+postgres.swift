package import Pipelines
package import Postgres

extension JSONValue: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Self {
        let text = try PostgresJSON.decode(value)
        // The input of a first stage and the fields of most items are empty: no parser for those.
        if text.bytes == Array("{}".utf8) { return .object([:]) }
        do { return try JSONValue(parsing: text.bytes) } catch {
            throw PostgresDecodingError("the JSON cannot be read: \(error)")
        }
    }
}

extension PostgresJSON {
    /// The canonical text of `value`.
    package init(_ value: JSONValue) throws {
        self.init(bytes: value == .object([:]) ? Array("{}".utf8) : try value.canonicalBytes())
    }

    /// Any encodable value as its canonical text.
    package init(encoding value: some Encodable) throws {
        try self.init(JSONValue(encoding: value))
    }
}
