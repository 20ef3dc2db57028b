extension PostgresConnection {
    /// Runs statements as one transaction in one round trip: BEGIN, the preamble, the statements, COMMIT.
    ///
    /// - Returns: one result a statement, without those of BEGIN, preamble and COMMIT.
    /// - Throws: the first statement's error (its number counts from the first of `queries`), after a rollback.
    package func transaction(
        _ queries: [PostgresQuery], preamble: [PostgresQuery] = [], timeout: Duration? = nil
    ) async throws(PostgresError) -> [PostgresResult] {
        try begin(preamble)
        let outcomes = try await finishing { () async throws(PostgresError) in
            try await pipeline(queries + ["COMMIT"], timeout: timeout)
        }
        var results: [PostgresResult] = []
        var failure: PostgresError?
        for outcome in outcomes {
            switch outcome {
            case .success(let result): results.append(result)
            case .failure(let error): failure = failure ?? error
            }
        }
        if let failure {
            await rollback()
            throw failure
        }
        try Self.checkCommitted(results.removeLast())
        return results
    }

    /// Runs `body` in a transaction that is committed when `body` returns and rolled back when it throws. BEGIN and the
    /// preamble leave together with the first statement of `body`, so they cost no round trip.
    package nonisolated func withTransaction<Output>(
        preamble: [PostgresQuery] = [], _ body: (PostgresConnection) async throws -> Output
    ) async throws -> Output {
        try await begin(preamble)
        do {
            let output = try await body(self)
            try await commit()
            return output
        } catch {
            await rollback()
            throw error
        }
    }

    private func begin(_ preamble: [PostgresQuery]) throws(PostgresError) {
        guard let handle else { throw PostgresError(.closed, "the connection to Postgres is closed") }
        guard deferred.isEmpty, !handle.isInTransaction else {
            throw PostgresError(.invalidQuery, "the connection is in a transaction already")
        }
        deferred = ["BEGIN"] + preamble
    }

    private func commit() async throws(PostgresError) {
        guard deferred.isEmpty else { return deferred = [] }  // nothing was ever sent
        try Self.checkCommitted(try await query("COMMIT"))
    }

    /// Ends the transaction, by closing the connection when it cannot be asked for.
    private func rollback() async {
        guard deferred.isEmpty else { return deferred = [] }
        guard let handle, handle.isInTransaction else { return }
        // A cancelled task can wait for nothing more, and closing rolls back as surely.
        if Task.isCancelled { return close() }
        do throws(PostgresError) { try await query("ROLLBACK") } catch { close() }
    }

    private func finishing<Output>(
        _ body: () async throws(PostgresError) -> Output
    ) async throws(PostgresError) -> Output {
        do {
            return try await body()
        } catch {
            await rollback()
            throw error
        }
    }

    private static func checkCommitted(_ result: PostgresResult) throws(PostgresError) {
        guard result.commandTag == "COMMIT" else {
            throw PostgresError(
                .aborted, "the transaction was rolled back at COMMIT, because a statement in it had failed")
        }
    }
}
