/// A value to bind: its type, and its bytes in the server's binary format; no bytes for NULL.
package struct PostgresParameter: Sendable, Equatable {
    package let type: PostgresType
    package let bytes: [UInt8]?

    package init<Value: PostgresEncodable>(_ value: Value) {
        type = Value.postgresType
        guard !value.isPostgresNull else {
            bytes = nil
            return
        }
        var buffer: [UInt8] = []
        value.encode(into: &buffer)
        bytes = buffer
    }
}
