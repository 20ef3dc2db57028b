import Foundation
import LocalServers
import Pipelines
import PressworkTestSupport
import Redis
import Testing

@testable import Queueing

/// Each lane lives in one slot of a cluster.
@Suite struct WindowKeysTests {
    private let keys = WindowKeys(namespace: "pw")

    /// The documented rule: CRC16 (XMODEM) of what is between the first braces, modulo 16384.
    /// See https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags
    private func slot(_ key: String) throws -> Int {
        let tag = try #require(key.split(separator: "{").last?.split(separator: "}").first)
        var sum: UInt16 = 0
        for byte in tag.utf8 {
            sum ^= UInt16(byte) << 8
            for _ in 0..<8 { sum = sum & 0x8000 == 0 ? sum << 1 : (sum << 1) ^ 0x1021 }
        }
        return Int(sum) % 16_384
    }

    private func all(_ stage: Stage) -> [String] { keys.streams(stage) + [keys.window(stage), keys.wake(stage)] }

    @Test(arguments: Stage.allCases)
    func theKeysOfALaneShareASlot(stage: Stage) throws {
        #expect(Set(try all(stage).map(slot)).count == 1)
        #expect(all(stage).allSatisfy { $0.hasPrefix("{pw:\(stage.rawValue)}:") })
    }

    @Test func lanesAreSpreadOverSlots() throws {
        #expect(Set(try Stage.allCases.map { try slot(keys.wake($0)) }).count == Stage.allCases.count)
    }

    /// A node in cluster mode refuses a call whose keys are in two slots.
    @Test func aClusterTakesEveryCallOfALane() async throws {
        let port = "\(Int.random(in: 10_000..<15_000))"
        let settings = [("cluster-enabled", "yes"), ("cluster-port", port), ("bind", "127.0.0.1")]
        try await withPrivateRedis(settings, on: EphemeralServers.shared.loop) { server in
            let client = RedisClient(RedisEndpoint(socket: server.socketPath), on: EphemeralServers.shared.loop)
            _ = try await client.send(RedisCommand("CLUSTER", "ADDSLOTSRANGE", 0, 16_383))
            try await clusterIsUp(client)
            for key in all(.scrape) {
                #expect(try await client.send(RedisCommand("CLUSTER", "KEYSLOT", key)).integer == slot(key))
            }
            let window = RedisStreamWindow(client)
            let (stream, worker) = (WindowStream(.scrape, priority: 1), WorkerID(UUID()))
            let hints = (0..<3).map { JobHint(id: JobID(UUID()), attempt: $0) }
            #expect(try await window.offer(hints, to: stream, window: 3).count == 3)
            let taken = try await window.take(.scrape, as: worker, atMost: 1)
            var heard: [WindowEntry] = []
            for _ in 0..<2 where heard.isEmpty {
                heard = try await window.wait(.scrape, as: worker, atMost: 1, timeout: .milliseconds(10))
            }
            #expect((taken + heard).map(\.hint) == Array(hints.prefix(2)))
            try await window.acknowledge(taken + heard, of: .scrape)
            #expect(try await window.waitForRoom(in: [.scrape], timeout: .milliseconds(10)) == .scrape)
            #expect(try await window.sweep(.scrape, pendingFor: .zero, live: []) == 0)
            #expect(try await window.length(stream) == 1)
            await window.close()
            await client.close()
        }
    }

    private func clusterIsUp(_ client: RedisClient) async throws {
        let deadline = ContinuousClock.now + .patience
        while try await !client.send(RedisCommand("CLUSTER", "INFO")).string.contains("cluster_state:ok") {
            try #require(.now < deadline, "the cluster does not come up")
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
