package import Postgres

/// The fleet's side of the record of truth: what dispatchers, workers and reclaimers do to jobs.
///
/// Each call is one statement, or one pipeline flush, of a whole batch. Guards make every call safe to repeat: rows that
/// have moved on are not touched. Times are intervals; the one wall clock is the server's.
package struct JobStore: Sendable {
    let pool: PostgresPool
    let outputs: OutputStore
    let runs = RunCache()

    /// - Parameter pool: logs in as `presswork_fleet`. Heartbeats and leaders take a store, pool and loop of their own.
    package init(_ pool: PostgresPool, outputs: OutputStore) {
        self.pool = pool
        self.outputs = outputs
    }

    /// How often a statement that met a deadlock or a serialization failure is sent again.
    private static let repeats = 5

    /// Runs statements as one implicit transaction, again when the server asks for that.
    func run(_ queries: [PostgresQuery]) async throws -> [PostgresResult] {
        var attempt = 0
        while true {
            attempt += 1
            do {
                var results: [PostgresResult] = []
                for outcome in try await pool.pipeline(queries) { results.append(try outcome.get()) }
                return results
            } catch let error as PostgresError where error.isRetryable && attempt < Self.repeats {
                continue
            }
        }
    }

    /// Runs one statement.
    func run(_ sql: String, _ parameters: PostgresParameter...) async throws -> PostgresResult {
        try await run([PostgresQuery(trustedText: sql, parameters)])[0]
    }
}
