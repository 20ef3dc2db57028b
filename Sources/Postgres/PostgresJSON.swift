/// A `jsonb` value as its JSON text in UTF-8, neither parsed nor checked here.
package struct PostgresJSON: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(_ text: String) {
        bytes = Array(text.utf8)
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension PostgresJSON: PostgresArrayElement {
    package static var postgresType: PostgresType { .jsonb }
    package static var postgresArrayType: PostgresType { .jsonbArray }

    package func encode(into buffer: inout [UInt8]) {
        buffer.append(1)  // the version of jsonb's binary format
        buffer += bytes
    }
}

extension PostgresJSON: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Self {
        switch value.type {
        case .json: return Self(bytes: value.array(from: 0))
        case .jsonb where value.count > 0 && value[0] == 1: return Self(bytes: value.array(from: 1))
        default: throw PostgresDecodingError(value.type, isNot: Self.self)
        }
    }
}
