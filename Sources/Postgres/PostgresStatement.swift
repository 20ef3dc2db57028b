/// A query that knows what its result is read as, so that several of them can share a pipeline and keep their types.
package struct PostgresStatement<Output: Sendable>: Sendable {
    package let query: PostgresQuery
    package let decode: @Sendable (PostgresResult) throws(PostgresError) -> Output

    package init(
        _ query: PostgresQuery, _ decode: @escaping @Sendable (PostgresResult) throws(PostgresError) -> Output
    ) {
        self.query = query
        self.decode = decode
    }
}

extension PostgresStatement<Int> {
    /// Reads how many rows the statement touched.
    package static func affecting(_ query: PostgresQuery) -> Self {
        Self(query) { result in result.affectedRows }
    }
}

extension PostgresConnection {
    /// Runs statements of different types in one round trip; see `pipeline(_:timeout:)`.
    ///
    ///     let (count, ids) = try await connection.pipeline(.affecting(update), PostgresStatement(select, readIDs))
    package nonisolated func pipeline<each Output: Sendable>(
        _ statement: repeat PostgresStatement<each Output>, timeout: Duration? = nil
    ) async throws(PostgresError) -> (repeat Result<each Output, PostgresError>) {
        var queries: [PostgresQuery] = []
        for query in repeat (each statement).query { queries.append(query) }
        let outcomes = try await pipeline(queries, timeout: timeout)
        var index = -1
        func next<Value>(_ statement: PostgresStatement<Value>) -> Result<Value, PostgresError> {
            index += 1
            return outcomes[index].flatMap { result in
                Result { () throws(PostgresError) in try statement.decode(result) }
            }
        }
        return (repeat next(each statement))
    }
}
