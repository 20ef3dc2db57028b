/// A row of a result.
package struct PostgresRow: Sendable {
    let storage: PostgresResult.Storage
    let row: Int

    /// Reads a column by name.
    package func decode<Value: PostgresDecodable>(
        _ name: String, as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard let column = storage.indexByName[name] else {
            let known = storage.columns.map(\.name).joined(separator: ", ")
            throw PostgresError(.decoding, "the result has no column \(name); it has: \(known)")
        }
        return try decode(at: column)
    }

    /// Reads a column by position, counted from 0.
    package func decode<Value: PostgresDecodable>(
        at column: Int, as type: Value.Type = Value.self
    ) throws(PostgresError) -> Value {
        guard storage.columns.indices.contains(column) else {
            throw PostgresError(.decoding, "the result has \(storage.columns.count) columns, so none at \(column)")
        }
        let description = storage.columns[column]
        do throws(PostgresDecodingError) {
            guard description.isBinary else { throw PostgresDecodingError("the result of a script is text") }
            return try storage.handle.decode(row: row, column: column, type: description.type)
        } catch {
            throw PostgresError(
                .decoding, "column \(description.name) of row \(row): \(error.message)", underlying: error)
        }
    }

    /// Reads the first columns by position: `let (id, title) = try row.decode((UUID, String?).self)`.
    package func decode<each Column: PostgresDecodable>(
        _ type: (repeat each Column).Type
    ) throws(PostgresError) -> (repeat each Column) {
        var column = -1
        func next<Value: PostgresDecodable>(_: Value.Type) throws(PostgresError) -> Value {
            column += 1
            return try decode(at: column)
        }
        return (repeat try next((each Column).self))
    }
}
