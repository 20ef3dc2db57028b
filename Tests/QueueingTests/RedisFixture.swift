import LocalServers
import PressworkTestSupport
import Redis

enum RedisFixture {
    static func client() async throws -> RedisClient {
        let server = try await EphemeralServers.shared.redis()
        return RedisClient(RedisEndpoint(socket: server.socketPath), on: EphemeralServers.shared.loop)
    }

    /// Runs `body` with a client of a Redis that no other test uses.
    static func withPrivateClient(_ body: (RedisClient) async throws -> Void) async throws {
        try await withPrivateRedis(on: EphemeralServers.shared.loop) { server in
            let client = RedisClient(RedisEndpoint(socket: server.socketPath), on: EphemeralServers.shared.loop)
            try await body(client)
            await client.close()
        }
    }

    static func freshNamespace() -> String { "test\(UInt64.random(in: 0...UInt64.max))" }
}
