import LocalServers
import PressworkTestSupport
import Queueing
import Redis
import Testing

@Suite struct ConformanceTests {
    @Test func memory() async throws {
        try await exerciseJobWindow { MemoryWindow() }
    }

    @Test func redisStreams() async throws {
        let client = try await RedisFixture.client()
        try await exerciseJobWindow { RedisStreamWindow(client, namespace: RedisFixture.freshNamespace()) }
        await client.close()
    }
}
