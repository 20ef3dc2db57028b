import Foundation
import LocalServers
import Pipelines
import PressworkTestSupport
import Queueing
import Redis
import Testing

/// A primary that is demoted or dies, and a replica that takes its place.
@Suite(.serialized) struct FailoverTests {
    private static let loop = EphemeralServers.shared.loop
    private let stream = WindowStream(.scrape, priority: 1)

    private static func settings(port: Int) -> [(name: String, value: String)] {
        [("port", "\(port)"), ("bind", "127.0.0.1"), ("repl-diskless-sync-delay", "0")]
    }

    private static func client(_ server: LocalRedis) -> RedisClient {
        RedisClient(RedisEndpoint(socket: server.socketPath), on: loop)
    }

    /// Makes `replica` follow the server at `port` and waits until it has all.
    private static func follow(_ replica: LocalRedis, port: Int) async throws {
        let client = client(replica)
        _ = try await client.send(RedisCommand("REPLICAOF", "127.0.0.1", port))
        let deadline = ContinuousClock.now + .patience
        while try await client.info("replication")["master_link_status"] != "up" {
            try #require(.now < deadline, "the replica does not follow")
            try await Task.sleep(for: .milliseconds(20))
        }
        await client.close()
    }

    /// Calls until it succeeds, as every loop of the fleet does.
    private static func eventually<Output>(_ call: () async throws -> Output) async throws -> Output {
        let deadline = ContinuousClock.now + .patience
        while true {
            do { return try await call() } catch let error as RedisError {
                if ContinuousClock.now > deadline { throw error }
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    private static func twoServers(
        _ body: (_ first: (LocalRedis, Int), _ second: (LocalRedis, Int)) async throws -> Void
    ) async throws {
        // Below those that the kernel gives to others.
        let ports = (Int.random(in: 20_000..<25_000), Int.random(in: 25_000..<30_000))
        try await withPrivateRedis(settings(port: ports.0), on: loop) { first in
            try await withPrivateRedis(settings(port: ports.1), on: loop) { second in
                try await body((first, ports.0), (second, ports.1))
            }
        }
    }

    /// The old primary lives on as a replica and keeps its connections: they must not be clung to.
    @Test func aDemotedPrimaryIsLeft() async throws {
        try await Self.twoServers { first, second in
            try await Self.follow(second.0, port: first.1)
            let address = FileManager.default.temporaryDirectory.appending(
                path: "pw-\(UUID().uuidString.prefix(8)).sock")
            defer { try? FileManager.default.removeItem(at: address) }
            try FileManager.default.createSymbolicLink(
                at: address, withDestinationURL: URL(filePath: first.0.socketPath))
            let client = RedisClient(RedisEndpoint(socket: address.path), on: Self.loop)
            let window = RedisStreamWindow(client, namespace: RedisFixture.freshNamespace())
            let hints = (0..<2).map { JobHint(id: JobID(UUID()), attempt: $0) }
            let worker = WorkerID(UUID())
            _ = try await window.offer([hints[0]], to: stream, window: 4)
            _ = try await window.wait(.cover, as: worker, atMost: 1, timeout: .milliseconds(1))
            let (old, new) = (Self.client(first.0), Self.client(second.0))
            while try await client.send([RedisCommand("WAIT", 1, 1_000)])[0].get().integer < 1 {}
            // The new primary is from before the functions were loaded, besides.
            _ = try await new.send(RedisCommand("REPLICAOF", "NO", "ONE"))
            _ = try await new.send(RedisCommand("FUNCTION", "FLUSH"))
            try FileManager.default.removeItem(at: address)
            try FileManager.default.createSymbolicLink(
                at: address, withDestinationURL: URL(filePath: second.0.socketPath))
            try await Self.follow(first.0, port: second.1)
            let ids = try await Self.eventually { try await window.offer([hints[1]], to: stream, window: 4) }
            #expect(ids.count == 1)
            // The connection that has waited before is one to the old primary.
            var taken: [WindowEntry] = []
            for _ in 0..<2 where taken.isEmpty {
                taken = try await Self.eventually {
                    try await window.wait(.scrape, as: worker, atMost: 4, timeout: .milliseconds(10))
                }
            }
            #expect(taken.map(\.hint) == hints)
            for client in [old, new, client] { await client.close() }
            await window.close()
        }
    }

    /// A real sentinel promotes the replica of a primary that was killed, and the window finds it.
    @Test func sentinelsAreFollowed() async throws {
        try await Self.twoServers { first, second in
            try await Self.follow(second.0, port: first.1)
            try await Sentinel.with(primaryPort: first.1, on: Self.loop) { port in
                let endpoint = try RedisEndpoint("redis+sentinel://127.0.0.1:1,127.0.0.1:\(port)/main")
                let client = RedisClient(endpoint, on: Self.loop)
                let window = RedisStreamWindow(client, namespace: RedisFixture.freshNamespace())
                let worker = WorkerID(UUID())
                let hint = JobHint(id: JobID(UUID()), attempt: 7)
                _ = try await Self.eventually { try await window.offer([hint], to: stream, window: 4) }
                _ = try await client.send(RedisCommand("WAIT", 1, 5_000))
                try await Sentinel.seesReplica(port, on: Self.loop)
                try await first.0.stop()
                let taken = try await Self.eventually {
                    try await window.take(.scrape, as: worker, atMost: 4)
                }
                #expect(taken.map(\.hint) == [hint])
                await window.close()
                await client.close()
            }
        }
    }
}
