package import EventLoops
import Glibc

/// One connection to Postgres: libpq in non-blocking pipeline mode on an event loop.
///
/// It runs one exchange at a time; a second one that begins meanwhile is refused as `busy`. Borrow connections from a
/// `PostgresPool`. An exchange that is cancelled or times out closes the connection, since what the server did is
/// unknown then.
package actor PostgresConnection {
    package nonisolated let loop: EventLoop
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    var handle: ConnectionHandle?
    var isExchanging = false
    var statements: StatementCache
    /// Statements that leave with the next exchange: the beginning of a transaction.
    var deferred: [PostgresQuery] = []
    let defaultTimeout: Duration

    private init(loop: EventLoop, defaultTimeout: Duration, statementCacheCapacity: Int) {
        self.loop = loop
        self.defaultTimeout = defaultTimeout
        statements = StatementCache(capacity: statementCacheCapacity)
    }

    /// Connects.
    /// - Parameters:
    ///   - resolver: where host names are resolved; without it, on the loop, which suits addresses and sockets only.
    ///   - timeout: of connecting, TLS and authentication included.
    ///   - statementTimeout: of each exchange that names none.
    ///   - statementCacheCapacity: how many statements stay prepared.
    package static func connect(
        _ info: PostgresConnectionInfo, on loop: EventLoop, resolver: ComputePool? = nil,
        timeout: Duration = .seconds(10), statementTimeout: Duration = .seconds(60), statementCacheCapacity: Int = 256
    ) async throws(PostgresError) -> PostgresConnection {
        let connection = PostgresConnection(
            loop: loop, defaultTimeout: statementTimeout, statementCacheCapacity: statementCacheCapacity)
        try await connection.open(info, resolver: resolver, deadline: .now + timeout)
        return connection
    }

    /// Whether it can take an exchange and is in no transaction.
    var isReusable: Bool {
        guard let handle else { return false }
        return !handle.isBad && handle.isIdle && !isExchanging && deferred.isEmpty
    }

    /// Whether the server has said nothing since the last exchange. What it says to an idle connection is nearly always
    /// that it closes it.
    var isQuiet: Bool {
        guard let handle, !handle.isBad else { return false }
        var descriptor = pollfd(fd: handle.descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&descriptor, 1, 0) == 0
    }

    /// Whether it has been closed, by `close` or by a failure.
    package var isClosed: Bool { handle == nil }

    /// Closes it. Whoever waits on it gets `closed`.
    package func close() {
        guard let handle else { return }
        loop.forget(handle.descriptor)
        self.handle = nil
        deferred = []
    }

    private func open(
        _ info: PostgresConnectionInfo, resolver: ComputePool?, deadline: ContinuousClock.Instant
    ) async throws(PostgresError) {
        do {
            let starting = try await start(info, resolver: resolver)
            while true {
                // The descriptor may change from one step to the next: another address, or TLS refused.
                switch try starting.connectStep() {
                case .read: try await loop.ready(starting.descriptor, for: .readable, deadline: deadline)
                case .write: try await loop.ready(starting.descriptor, for: .writable, deadline: deadline)
                case .done:
                    try starting.setNonBlocking()
                    try starting.enterPipelineMode()
                    handle = starting
                    return
                }
            }
        } catch {
            throw Self.failure(error, during: "connecting to Postgres", otherwise: .connectionFailed)
        }
    }

    private func start(_ info: PostgresConnectionInfo, resolver: ComputePool?) async throws -> ConnectionHandle {
        guard let resolver else { return try ConnectionHandle(info) }
        return try await resolver.run { try ConnectionHandle(info) }
    }

    /// Says what a failed wait means here.
    static func failure(_ error: any Error, during work: String, otherwise: PostgresError.Code) -> PostgresError {
        switch error {
        case let error as PostgresError: error
        case is CancellationError: PostgresError(.cancelled, "\(work) was cancelled", underlying: error)
        case let error as EventLoopError where error.code == .timedOut:
            PostgresError(.timedOut, "\(work) took too long", underlying: error)
        case let error as EventLoopError where error.code == .forgotten:
            PostgresError(.closed, "the connection was closed during \(work)", underlying: error)
        default: PostgresError(otherwise, "\(work) failed: \(error)", underlying: error)
        }
    }
}
