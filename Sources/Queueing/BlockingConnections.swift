import Redis

/// Connections for blocking reads: each is used by one reader at a time, and kept for the next.
actor BlockingConnections {
    private let client: RedisClient
    private var idle: [RedisConnection] = []
    private var isClosed = false

    init(_ client: RedisClient) {
        self.client = client
    }

    /// Lends a connection. A read that is cancelled or fails closes it.
    nonisolated func withConnection<Output>(
        _ body: (RedisConnection) async throws -> Output
    ) async throws -> Output {
        let connection = try await lease()
        do {
            let output = try await body(connection)
            await giveBack(connection)
            return output
        } catch {
            // A replica stays one: the next connection leads to the primary.
            if (error as? RedisError)?.code == .readOnly { await connection.close() }
            await giveBack(connection)
            throw error
        }
    }

    func close() async {
        isClosed = true
        for connection in idle { await connection.close() }
        idle = []
    }

    private func lease() async throws -> RedisConnection {
        while let connection = idle.popLast() {
            if await !connection.isClosed { return connection }
        }
        return try await client.dedicatedConnection()
    }

    private func giveBack(_ connection: RedisConnection) async {
        guard !isClosed else { return await connection.close() }
        if await !connection.isClosed { idle.append(connection) }
    }
}
