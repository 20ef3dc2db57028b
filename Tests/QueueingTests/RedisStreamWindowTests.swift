import Foundation
import LocalServers
import Pipelines
import Queueing
import Redis
import Testing

/// What a Redis does that a window in memory does not: it is emptied, restarted and full.
@Suite(.serialized) struct RedisStreamWindowTests {
    private let stream = WindowStream(.scrape, priority: 1)

    @Test func functionsAreLoadedWhenTheyAreMissing() async throws {
        try await RedisFixture.withPrivateClient { client in
            let window = RedisStreamWindow(client, namespace: RedisFixture.freshNamespace())
            let hint = JobHint(id: JobID(UUID()), attempt: 3)
            _ = try await client.send(RedisCommand("FUNCTION", "FLUSH"))
            #expect(try await window.offer([hint], to: stream, window: 2).count == 1)
            _ = try await client.send(RedisCommand("FUNCTION", "FLUSH"))
            let worker = WorkerID(UUID())
            let taken = try await window.take(.scrape, as: worker, atMost: 1)
            #expect(taken.map(\.hint) == [hint])
        }
    }

    @Test func aWaiterLivesThroughTheLossOfItsStream() async throws {
        let client = try await RedisFixture.client()
        let name = RedisFixture.freshNamespace()
        let window = RedisStreamWindow(client, namespace: name)
        let worker = WorkerID(UUID())
        let hint = JobHint(id: JobID(UUID()), attempt: 0)
        #expect(try await window.wait(.scrape, as: worker, atMost: 1, timeout: .milliseconds(1)).isEmpty)
        let heard = try await withThrowingTaskGroup(of: [WindowEntry].self) { group in
            group.addTask {
                while true {
                    let entries = try await window.wait(.scrape, as: worker, atMost: 1, timeout: .seconds(10))
                    if !entries.isEmpty { return entries }
                }
            }
            // Whether the reader blocks already or not when its streams go, it has to hear the offer.
            for priority in WindowStream.priorities { try await client.delete("{\(name):scrape}:jobs:\(priority)") }
            _ = try await window.offer([hint], to: stream, window: 2)
            return try await group.next() ?? []
        }
        #expect(heard.map(\.hint) == [hint])
        await window.close()
        await client.close()
    }

    @Test func aFullRedisCanBeEmptied() async throws {
        try await RedisFixture.withPrivateClient { client in
            let window = RedisStreamWindow(client, namespace: RedisFixture.freshNamespace())
            let worker = WorkerID(UUID())
            _ = try await window.offer([JobHint(id: JobID(UUID()), attempt: 0)], to: stream, window: 2)
            _ = try await client.send(RedisCommand("CONFIG", "SET", "maxmemory", "1"))
            let refused = await #expect(throws: RedisError.self) {
                try await window.offer([JobHint(id: JobID(UUID()), attempt: 0)], to: stream, window: 2)
            }
            #expect(refused?.code == .outOfMemory)
            let taken = try await window.take(.scrape, as: worker, atMost: 9)
            #expect(taken.count == 1)
            try await window.acknowledge(taken, of: .scrape)
            #expect(try await window.length(stream) == 0)
            _ = try await client.send(RedisCommand("CONFIG", "SET", "maxmemory", "0"))
        }
    }

    @Test func consumersOfTheDeadAreDeletedOnceNothingIsPending() async throws {
        let client = try await RedisFixture.client()
        let name = RedisFixture.freshNamespace()
        let window = RedisStreamWindow(client, namespace: name)
        let (live, dead) = (WorkerID(UUID()), WorkerID(UUID()))
        _ = try await window.offer(
            (0..<2).map { JobHint(id: JobID(UUID()), attempt: $0) }, to: stream, window: 2)
        _ = try await window.take(.scrape, as: live, atMost: 1)
        _ = try await window.take(.scrape, as: dead, atMost: 1)
        #expect(try await window.sweep(.scrape, pendingFor: .zero, live: [live]) == 2)
        let consumers = try await client.streamConsumers("{\(name):scrape}:jobs:1", "workers")
        #expect(consumers.map(\.name) == [live.description])
        await client.close()
    }
}
