import LocalServers
import Pipelines
import PressworkTestSupport
import Queueing
import Redis
import Testing

/// Random sequences of calls and faults on both windows, against a plain model. `SEED` repeats a sequence,
/// `PRESSWORK_FUZZ_SECONDS` makes the search longer.
@Suite(.serialized) struct WindowFuzzTests {
    @Test func memory() async throws {
        let settings = FuzzSettings.announced("window in memory", time: .seconds(1))
        try await fuzz("window in memory", settings) {
            WindowStep.sequence([.wipe], &$0)
        } play: { steps in
            try await Self.play(steps)
        }
    }

    private static func play(_ steps: [WindowStep]) async throws {
        let window = MemoryWindow()
        var play = WindowPlay(window, inflict: { _ in await window.wipe() })
        try await play.play(steps)
    }

    @Test func redisStreams() async throws {
        let settings = FuzzSettings.announced("window on Redis", time: .seconds(3))
        // Redis looks for waits that are over as often as that in a second: ten times by default.
        try await withPrivateRedis([("hz", "500")], on: EphemeralServers.shared.loop) {
            try await Self.search(settings, on: $0)
        }
    }

    private static func search(_ settings: FuzzSettings, on server: LocalRedis) async throws {
        let faults: [WindowFault] = [
            .wipe, .wipe, .forgetFunctions, .forgetFunctions, .olderFunctions, .snapshot, .restart,
        ]
        let client = RedisClient(RedisEndpoint(socket: server.socketPath), on: EphemeralServers.shared.loop)
        try await fuzz("window on Redis", settings) {
            WindowStep.sequence(faults, &$0)
        } play: { steps in
            try await play(steps, on: server, client)
        }
        await client.close()
    }

    private static func play(_ steps: [WindowStep], on server: LocalRedis, _ client: RedisClient) async throws {
        try await client.flushAll()
        _ = try await client.send(RedisCommand("SAVE"))
        let name = RedisFixture.freshNamespace()
        let window = RedisStreamWindow(client, namespace: name)
        var play = WindowPlay(
            window, inflict: { try await RedisFixture.inflict($0, on: server, client) },
            owners: { try await RedisFixture.owners($0, in: name, client) })
        try await play.play(steps)
        await window.close()
    }
}

extension RedisFixture {
    /// Does what the fault says; returns when the server answers again.
    static func inflict(_ fault: WindowFault, on server: LocalRedis, _ client: RedisClient) async throws {
        switch fault {
        case .wipe: try await client.flushAll()
        case .forgetFunctions: _ = try await client.send(RedisCommand("FUNCTION", "FLUSH"))
        case .olderFunctions:
            _ = try await client.send(RedisCommand("FUNCTION", "FLUSH"))
            try await client.loadFunctions(
                """
                #!lua name=presswork_v0
                redis.register_function('presswork_v0_offer', function() return {} end)
                """)
        case .snapshot: _ = try await client.send(RedisCommand("SAVE"))
        case .restart:
            try await server.restart()
            // The connection from before fails once.
            var failures = 0
            while failures < 3 {
                do {
                    try await client.ping()
                    return
                } catch {
                    failures += 1
                }
            }
        }
    }

    /// Who holds which entries of a stream, by XPENDING.
    static func owners(
        _ stream: WindowStream, in namespace: String, _ client: RedisClient
    ) async throws(RedisError) -> [EntryID: WorkerID] {
        let key = "{\(namespace):\(stream.stage.rawValue)}:jobs:\(stream.priority)"
        var owners: [EntryID: WorkerID] = [:]
        do {
            for entry in try await client.streamPending(key, "workers", idle: .zero, count: 1_000) {
                let id = EntryID(milliseconds: entry.id.milliseconds, sequence: entry.id.sequence)
                owners[id] = WorkerID(text: entry.consumer)
            }
        } catch {
            guard error.code == .noGroup else { throw error }
        }
        return owners
    }
}
