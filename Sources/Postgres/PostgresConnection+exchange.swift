import EventLoops

extension PostgresConnection {
    /// What the server will answer next, in order.
    private enum Expectation {
        case preparation(StatementCache.Key, statement: Int)
        case result(StatementCache.Key?, statement: Int)
    }

    /// Runs statements in one round trip, as one implicit transaction unless they BEGIN one themselves: when one
    /// fails, those after it are `aborted`.
    ///
    /// - Parameter timeout: of the whole exchange; nil for the connection's default.
    /// - Returns: one outcome a statement, in order.
    /// - Throws: only when the exchange itself failed; the connection is closed then.
    package func pipeline(
        _ queries: [PostgresQuery], timeout: Duration? = nil
    ) async throws(PostgresError) -> [Result<PostgresResult, PostgresError>] {
        let leading = deferred
        deferred = []
        let outcomes = try await exchange(leading + queries, timeout: timeout ?? defaultTimeout)
        // A beginning that failed is the reason why everything after it was aborted.
        for (index, outcome) in outcomes.prefix(leading.count).enumerated() {
            if case .failure(var error) = outcome {
                error.statement = nil
                throw PostgresError(
                    error.code, "statement \(index + 1) that begins the transaction failed: \(error.message)",
                    sqlState: error.sqlState, detail: error.detail, underlying: error)
            }
        }
        return outcomes.dropFirst(leading.count).map { outcome in
            outcome.mapError { error in
                var error = error
                error.statement = error.statement.map { $0 - leading.count }
                return error
            }
        }
    }

    /// Runs one statement.
    @discardableResult
    package func query(
        _ query: PostgresQuery, timeout: Duration? = nil
    ) async throws(PostgresError) -> PostgresResult {
        try await pipeline([query], timeout: timeout)[0].get()
    }

    /// Takes the connection for one exchange, and closes it when `body` fails.
    func exclusively<Output>(
        _ work: String, _ body: (ConnectionHandle) async throws -> Output
    ) async throws(PostgresError) -> Output {
        guard let handle else { throw PostgresError(.closed, "the connection to Postgres is closed") }
        guard !isExchanging else {
            throw PostgresError(.busy, "another task is using this connection to Postgres; borrow one each")
        }
        isExchanging = true
        defer { isExchanging = false }
        do {
            return try await body(handle)
        } catch {
            close()
            var failure = Self.failure(error, during: work, otherwise: .connectionLost)
            failure.connectionWasLost = true
            throw failure
        }
    }

    private func exchange(
        _ queries: [PostgresQuery], timeout: Duration
    ) async throws(PostgresError) -> [Result<PostgresResult, PostgresError>] {
        guard !queries.isEmpty else { return [] }
        for query in queries { try Self.check(query) }
        let deadline = ContinuousClock.now + timeout
        return try await exclusively("a pipeline of \(queries.count) statements") { handle in
            let expectations = try send(queries, handle)
            return try await receive(expectations, count: queries.count, handle, deadline)
        }
    }

    private static func check(_ query: PostgresQuery) throws(PostgresError) {
        guard query.parameters.count <= 65_535 else {
            throw PostgresError(.invalidQuery, "\(query.parameters.count) parameters are more than the 65535 possible")
        }
        guard !query.sql.utf8.contains(0) else {
            throw PostgresError(.invalidQuery, "the statement's text contains a NUL character")
        }
    }

    private func send(_ queries: [PostgresQuery], _ handle: ConnectionHandle) throws -> [Expectation] {
        var expectations: [Expectation] = []
        for (index, query) in queries.enumerated() {
            let key = StatementCache.Key(query)
            switch statements.plan(key) {
            case .unnamed:
                try handle.send(query)
                expectations.append(.result(nil, statement: index))
            case .prepareFirst(let name):
                try handle.sendPrepare(name, query)
                expectations.append(.preparation(key, statement: index))
                try handle.sendPrepared(name, query.parameters)
                expectations.append(.result(key, statement: index))
            case .prepared(let name):
                try handle.sendPrepared(name, query.parameters)
                expectations.append(.result(key, statement: index))
            }
        }
        try handle.sendSync()
        return expectations
    }

    private func receive(
        _ expectations: [Expectation], count: Int, _ handle: ConnectionHandle, _ deadline: ContinuousClock.Instant
    ) async throws -> [Result<PostgresResult, PostgresError>] {
        let aborted = PostgresError(.aborted, "the statement was not run, because an earlier one failed")
        var outcomes = [Result<PostgresResult, PostgresError>](repeating: .failure(aborted), count: count)
        for expectation in expectations {
            let outcome = try await nextOutcome(handle, deadline)
            switch expectation {
            case .preparation(let key, let index):
                switch outcome {
                case .success: statements.settle(key, succeeded: true)
                case .failure(let error):
                    statements.settle(key, succeeded: false)
                    record(error, index, in: &outcomes)
                }
            case .result(let key, let index):
                switch outcome {
                case .success: outcomes[index] = outcome
                case .failure(let error):
                    record(error, index, in: &outcomes)
                    // "Cached plan must not change result type", and a statement that was deallocated.
                    if let key, error.sqlState == "0A000" || error.sqlState == "26000" { statements.forget(key) }
                }
            }
        }
        guard let last = try await nextResult(handle, deadline), case .pipelineSync = last.status else {
            throw PostgresError(.unexpectedResult, "Postgres did not end the pipeline where it should have")
        }
        return outcomes
    }

    /// Keeps the first failure of a statement: that its preparation failed says more than that it was not run.
    private func record(
        _ error: PostgresError, _ index: Int, in outcomes: inout [Result<PostgresResult, PostgresError>]
    ) {
        guard case .failure(let known) = outcomes[index], known.code == .aborted else { return }
        var error = error
        error.statement = index
        outcomes[index] = .failure(error)
    }

    /// The one result of a statement, and the mark that ends it.
    func nextOutcome(
        _ handle: ConnectionHandle, _ deadline: ContinuousClock.Instant
    ) async throws -> Result<PostgresResult, PostgresError> {
        var outcome: Result<PostgresResult, PostgresError>?
        while let result = try await nextResult(handle, deadline) {
            switch result.status {
            case .rows, .command: outcome = .success(PostgresResult(result))
            case .pipelineAborted:
                outcome = .failure(PostgresError(.aborted, "not run, because an earlier statement failed"))
            case .error:
                var error = result.error
                if handle.isBad {
                    error.connectionWasLost = true
                    throw error
                }
                outcome = .failure(error)
            case .pipelineSync: throw PostgresError(.unexpectedResult, "Postgres ended the pipeline too early")
            case .unexpected(let status):
                // COPY would leave the pipeline stuck in the middle of its data.
                throw PostgresError(.invalidQuery, "a statement answered with \(status), which a pipeline cannot carry")
            }
        }
        guard let outcome else { throw handle.lost }
        return outcome
    }

    /// Waits for the next result, sending what is still unsent meanwhile.
    func nextResult(_ handle: ConnectionHandle, _ deadline: ContinuousClock.Instant) async throws -> ResultHandle? {
        var isFlushed = try handle.flush()
        while handle.isBusy {
            // Reading while there is more to write keeps both sides from waiting for each other.
            let interest: Readiness = isFlushed ? .readable : .either
            let readiness = try await loop.ready(handle.descriptor, for: interest, deadline: deadline)
            if readiness.contains(.readable) { try handle.consumeInput() }
            isFlushed = try handle.flush()
        }
        return handle.nextResult()
    }
}
