package import EventLoops

/// Lends connections in a scope, at most `maximum` at a time, to those who ask first.
///
/// Connections are made when they are needed and kept for the next; one that broke, was closed or came back inside a
/// transaction is replaced. Pool and connections share one loop.
package actor PostgresPool {
    package nonisolated let loop: EventLoop
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }
    private let configuration: Configuration

    private struct Idle {
        let connection: PostgresConnection
        let since: ContinuousClock.Instant
    }

    private struct Waiter {
        let id: UInt64
        let timer: TimerToken
        let continuation: CheckedContinuation<Grant, any Error>
    }

    /// What a waiter gets: a connection, or the right to make one.
    private enum Grant: Sendable {
        case connection(PostgresConnection)
        case vacancy
    }

    /// Least recently used first.
    private var idle: [Idle] = []
    private var waiters: [Waiter] = []
    /// Connections open, being made, or lent.
    private var openCount = 0
    private var lastWaiterID: UInt64 = 0
    private var isClosed = false

    package init(_ configuration: Configuration, on loop: EventLoop) {
        precondition(configuration.maximum > 0, "a pool needs room for one connection")
        self.configuration = configuration
        self.loop = loop
    }

    /// Closes what lies unused until the task is cancelled, then closes the pool.
    package func run() async {
        while !isClosed {
            do { try await Task.sleep(for: configuration.idleTimeout / 4) } catch { break }
            let limit = ContinuousClock.now - configuration.idleTimeout
            while let first = idle.first, first.since < limit {
                idle.removeFirst()
                discard(first.connection)
            }
        }
        close()
    }

    /// Closes the idle connections, and the lent ones when they come back; refuses new leases.
    package func close() {
        isClosed = true
        for idle in idle { discard(idle.connection) }
        idle = []
        for waiter in waiters { resume(waiter, .failure(Self.closed)) }
        waiters = []
    }

    /// Lends a connection to `body`. It must not be used after `body` has returned.
    package nonisolated func withConnection<Output>(
        _ body: (PostgresConnection) async throws -> Output
    ) async throws -> Output {
        let connection = try await lease()
        do {
            let output = try await body(connection)
            await giveBack(connection)
            return output
        } catch {
            await giveBack(connection)
            throw error
        }
    }

    /// Runs a pipeline on a borrowed connection; see `PostgresConnection.pipeline`.
    package func pipeline(
        _ queries: [PostgresQuery], timeout: Duration? = nil
    ) async throws -> [Result<PostgresResult, PostgresError>] {
        try await withConnection { try await $0.pipeline(queries, timeout: timeout) }
    }

    /// Runs one statement on a borrowed connection.
    @discardableResult
    package func query(_ query: PostgresQuery, timeout: Duration? = nil) async throws -> PostgresResult {
        try await withConnection { try await $0.query(query, timeout: timeout) }
    }

    // MARK: Leases

    private static let closed = PostgresError(.closed, "the pool of connections to Postgres is closed")

    private func lease() async throws -> PostgresConnection {
        guard !isClosed else { throw Self.closed }
        if let connection = takeIdle() { return connection }
        if openCount < configuration.maximum {
            openCount += 1
            return try await connect()
        }
        switch try await wait() {
        case .connection(let connection): return connection
        case .vacancy: return try await connect()
        }
    }

    /// The idle connection used last that the server has not closed.
    private func takeIdle() -> PostgresConnection? {
        while let last = idle.popLast() {
            if last.connection.assumeIsolated({ $0.isQuiet }) { return last.connection }
            discard(last.connection)
        }
        return nil
    }

    /// Makes a connection for a place already counted in `openCount`.
    private func connect() async throws -> PostgresConnection {
        do {
            let connection = try await PostgresConnection.connect(
                configuration.info, on: loop, resolver: configuration.resolver, timeout: configuration.connectTimeout,
                statementTimeout: configuration.statementTimeout)
            for outcome in try await connection.pipeline(configuration.onConnect) { _ = try outcome.get() }
            return connection
        } catch {
            vacate()
            throw error
        }
    }

    private func giveBack(_ connection: PostgresConnection) {
        guard !isClosed, connection.assumeIsolated({ $0.isReusable }) else { return discard(connection) }
        guard let waiter = waiters.first else {
            idle.append(Idle(connection: connection, since: .now))
            return
        }
        waiters.removeFirst()
        resume(waiter, .success(.connection(connection)))
    }

    private func discard(_ connection: PostgresConnection) {
        connection.assumeIsolated { $0.close() }
        vacate()
    }

    /// A place has become free: the first waiter's, or nobody's.
    private func vacate() {
        guard !isClosed, let waiter = waiters.first else {
            openCount -= 1
            return
        }
        waiters.removeFirst()
        resume(waiter, .success(.vacancy))
    }

    private func wait() async throws -> Grant {
        lastWaiterID += 1
        let id = lastWaiterID
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if Task.isCancelled { return continuation.resume(throwing: CancellationError()) }
                let timer = loop.schedule(after: configuration.leaseTimeout) { [self] in
                    let limit = configuration.maximum
                    let message = "all \(limit) connections to Postgres stayed in use for \(configuration.leaseTimeout)"
                    assumeIsolated { $0.fail(id, with: PostgresError(.poolExhausted, message)) }
                }
                waiters.append(Waiter(id: id, timer: timer, continuation: continuation))
            }
        } onCancel: {
            loop.execute { self.assumeIsolated { $0.fail(id, with: CancellationError()) } }
        }
    }

    private func fail(_ id: UInt64, with error: any Error) {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return }
        resume(waiters.remove(at: index), .failure(error))
    }

    private func resume(_ waiter: Waiter, _ result: Result<Grant, any Error>) {
        loop.cancel(waiter.timer)
        waiter.continuation.resume(with: result)
    }
}
