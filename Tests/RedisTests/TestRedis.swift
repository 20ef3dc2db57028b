import EventLoops
import Foundation
import LocalServers
import Redis

/// A loop, the way to the shared Redis, and a prefix for keys of this test alone.
struct TestRedis {
    let loop = EventLoop(name: "redis")
    let endpoint: RedisEndpoint
    let prefix = "test:\(UUID().uuidString):"

    init() async throws {
        endpoint = RedisEndpoint(socket: try await EphemeralServers.shared.redis().socketPath)
    }

    var client: RedisClient { RedisClient(endpoint, on: loop) }

    func connect(timeout: Duration = .seconds(10)) async throws -> RedisConnection {
        try await RedisConnection.connect(to: endpoint, on: loop, timeout: timeout)
    }
}

extension RedisConnection {
    /// The server's number for it.
    var number: Int {
        get async throws { try await send(RedisCommand("CLIENT", "ID")).integer }
    }
}

extension RedisClient {
    /// Returns once the server has blocked that connection.
    func untilBlocked(_ number: Int) async throws {
        while try await !send(RedisCommand("CLIENT", "LIST", "ID", number)).string.contains(" flags=b") {}
    }
}
