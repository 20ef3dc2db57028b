package import EventLoops

/// A connection to Redis that is shared by many callers and made again when it broke.
///
/// A command that was under way when the connection broke fails with `connectionLost` and is not sent again: only the
/// caller knows whether doing it twice does harm. Not for blocking commands.
package actor RedisClient: RedisCommands {
    package nonisolated let loop: EventLoop
    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }
    package nonisolated let endpoint: RedisEndpoint
    private let resolver: ComputePool?
    private let timeout: Duration
    private var connection: RedisConnection?
    private var connecting: Task<RedisConnection, any Error>?
    private var isClosed = false

    /// Connects at the first command. `timeout` is of connecting, and of each command that names none.
    package init(
        _ endpoint: RedisEndpoint, on loop: EventLoop, resolver: ComputePool? = nil, timeout: Duration = .seconds(10)
    ) {
        self.endpoint = endpoint
        self.loop = loop
        self.resolver = resolver
        self.timeout = timeout
    }

    /// A connection of its own for a blocking reader, who closes it.
    package nonisolated func dedicatedConnection() async throws(RedisError) -> RedisConnection {
        try await RedisConnection.connect(to: endpoint, on: loop, resolver: resolver, timeout: timeout)
    }

    package func send(
        _ commands: [RedisCommand], timeout: Duration? = nil
    ) async throws(RedisError) -> [RedisReply] {
        if let blocking = commands.first(where: { $0.blocking != nil }) {
            throw RedisError(.server, "\(blocking) would block everyone who shares the connection; use a dedicated one")
        }
        let connection = try await current()
        let replies = try await connection.send(commands, timeout: timeout)
        if replies.contains(where: \.saysReadOnly) {
            // The server was demoted to a replica and keeps its connections: the next one leads to the new primary.
            await connection.close()
        }
        return replies
    }

    /// Closes the connection; commands fail from now on.
    package func close() async {
        isClosed = true
        connecting?.cancel()
        await connection?.close()
        connection = nil
    }

    private func current() async throws(RedisError) -> RedisConnection {
        guard !isClosed else { throw RedisError(.closed, "the client of Redis was closed") }
        if let connection = openConnection { return connection }
        do {
            return try await connect()
        } catch let error as RedisError {
            throw error
        } catch {
            throw RedisError(.connectionFailed, "cannot connect to Redis: \(error)")
        }
    }

    private var openConnection: RedisConnection? {
        guard let connection, connection.assumeIsolated({ !$0.isClosed }) else { return nil }
        return connection
    }

    /// Makes one connection for all who ask meanwhile. Its time is limited.
    private func connect() async throws -> RedisConnection {
        if let connecting { return try await connecting.value }
        // Not a child: it must outlive the caller that happened to come first.
        let attempt = Task { try await dedicatedConnection() }
        connecting = attempt
        defer { connecting = nil }
        let made = try await attempt.value
        guard !isClosed else {
            await made.close()
            throw RedisError(.closed, "the client of Redis was closed")
        }
        connection = made
        return made
    }
}
