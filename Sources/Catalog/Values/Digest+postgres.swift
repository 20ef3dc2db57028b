package import Pipelines
package import Postgres

extension Digest: PostgresArrayElement {
    package static var postgresType: PostgresType { .bytea }
    package static var postgresArrayType: PostgresType { .byteaArray }
    package func encode(into buffer: inout [UInt8]) { buffer += bytes }
}

extension Digest: PostgresDecodable {
    package static func decode(_ value: borrowing PostgresValue) throws(PostgresDecodingError) -> Self {
        guard value.type == .bytea, let digest = Digest(bytes: value.array(from: 0)) else {
            throw PostgresDecodingError("\(value.count) bytes of \(value.type) are not a SHA-256")
        }
        return digest
    }
}
