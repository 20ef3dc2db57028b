import LocalServers
import Redis

enum RedisFixture {
    static func client() async throws -> RedisClient {
        let server = try await EphemeralServers.shared.redis()
        return RedisClient(RedisEndpoint(socket: server.socketPath), on: EphemeralServers.shared.loop)
    }

    static func freshNamespace() -> String { "test\(UInt64.random(in: 0...UInt64.max))" }
}
