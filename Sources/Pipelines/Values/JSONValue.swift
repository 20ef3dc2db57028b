package import Foundation

/// Any JSON document, with one canonical text form: keys sorted, no white space, slashes not escaped.
package indirect enum JSONValue: Hashable, Sendable, Codable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = Self.decode(Bool.self, from: container) {
            self = .bool(value)
        } else if let value = Self.decode(Int64.self, from: container) {
            self = .integer(value)
        } else if let value = Self.decode(Double.self, from: container) {
            self = .number(value)
        } else if let value = Self.decode(String.self, from: container) {
            self = .string(value)
        } else if let value = Self.decode([JSONValue].self, from: container) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// A value that may be of another type: only the last type that is tried reports what is wrong.
    private static func decode<Value: Decodable>(
        _ type: Value.Type, from container: any SingleValueDecodingContainer
    ) -> Value? {
        do { return try container.decode(type) } catch { return nil }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// Turns any encodable value into a document.
    package init(encoding value: some Encodable) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value))
    }

    /// Parses JSON text.
    package init(parsing bytes: some DataProtocol) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    }

    /// Decodes the document as `type`.
    package func decode<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: JSONEncoder().encode(self))
    }

    /// SHA-256 of the canonical bytes.
    package func digest() throws -> Digest { Digest(of: try canonicalBytes()) }

    /// The member `key` of an object; `nil` elsewhere.
    package subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }
}
