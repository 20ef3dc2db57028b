import EventLoops
import LocalServers
import Pipelines
import PressworkTestSupport
import Redis
import Testing

@testable import Queueing

/// Both pacekeepers, in memory and on Redis, keep the same rules.
@Suite struct PacekeeperTests {
    // Intervals are of minutes, so that nobody asks how long a busy machine took between two turns.
    private static let loop = EventLoop(name: "pace-tests")

    enum Driver: CaseIterable { case memory, redis }

    private func keeper(_ driver: Driver) async throws -> any Pacekeeper {
        guard driver == .redis else { return MemoryPacekeeper() }
        let server = try await EphemeralServers.shared.redis()
        let client = RedisClient(RedisEndpoint(socket: server.socketPath), on: Self.loop)
        return RedisPacekeeper(client, namespace: "pace\(UInt64.random(in: 0...UInt64.max))")
    }

    private func wait(_ turn: PaceTurn) throws -> Duration {
        guard case .after(let wait) = turn else { throw Unexpected(turn: turn) }
        return wait
    }

    private struct Unexpected: Error { var turn: PaceTurn }

    @Test(arguments: Driver.allCases) func aMissingBucketBeginsEmpty(_ driver: Driver) async throws {
        let keeper = try await keeper(driver)
        let pace = Pace(interval: .seconds(1_000), burst: 5)
        for number in 1...3 {
            let wait = try wait(await keeper.turn("a", at: pace, within: .seconds(6_000)))
            #expect(wait > .seconds(1_000 * number - 500) && wait <= .seconds(1_000 * number))
        }
        let other = try wait(await keeper.turn("b", at: pace, within: .seconds(6_000)))
        #expect(other > .seconds(500) && other <= .seconds(1_000), "another key has a bucket of its own")
    }

    @Test(arguments: Driver.allCases) func aTurnThatIsTooFarIsNotTaken(_ driver: Driver) async throws {
        let keeper = try await keeper(driver)
        let pace = Pace(interval: .seconds(1_000))
        for _ in 0..<5 {
            guard case .tooFar(let wait) = try await keeper.turn("a", at: pace, within: .seconds(100)) else {
                Issue.record("a turn was taken")
                return
            }
            #expect(wait > .seconds(500) && wait <= .seconds(1_000))
        }
        let wait = try wait(await keeper.turn("a", at: pace, within: .seconds(6_000)))
        #expect(wait <= .seconds(1_000), "those that were refused took nothing")
    }

    @Test(arguments: Driver.allCases) func aRestLetsABurstThroughAndNoMore(_ driver: Driver) async throws {
        let keeper = try await keeper(driver)
        let pace = Pace(interval: .milliseconds(20), burst: 3)
        _ = try await keeper.turn("a", at: pace, within: .seconds(60))
        // Long enough for the bucket to be full; a slow machine only rests longer.
        try await Task.sleep(for: .milliseconds(200))
        let slow = Pace(interval: .seconds(100), burst: 3)
        _ = try await keeper.turn("b", at: slow, within: .seconds(1_000))
        var waits: [Duration] = []
        for _ in 0..<3 { waits.append(try wait(await keeper.turn("a", at: pace, within: .seconds(60)))) }
        #expect(waits[0] == .zero)
        #expect(waits.allSatisfy { $0 <= .milliseconds(20) })
    }

    @Test(arguments: Driver.allCases) func manyAtOnceGetTurnsOneAfterTheOther(_ driver: Driver) async throws {
        let keeper = try await keeper(driver)
        let pace = Pace(interval: .seconds(100))
        let waits = try await withThrowingTaskGroup(of: Duration.self) { group in
            for _ in 0..<50 {
                group.addTask { try wait(await keeper.turn("a", at: pace, within: .seconds(60_000))) }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted()
        }
        for (earlier, later) in zip(waits, waits.dropFirst()) { #expect(later - earlier > .milliseconds(1)) }
        #expect(waits[49] > .seconds(3_000) && waits[49] <= .seconds(5_000))
    }

    @Test func forgettingLetsNoBurstThrough() async throws {
        try await withPrivateRedis(on: Self.loop) { server in
            let client = RedisClient(RedisEndpoint(socket: server.socketPath), on: Self.loop)
            let keeper = RedisPacekeeper(client)
            let pace = Pace(interval: .seconds(1_000), burst: 100)
            _ = try await keeper.turn("a", at: pace, within: .seconds(6_000))
            try await client.flushAll()
            #expect(try wait(await keeper.turn("a", at: pace, within: .seconds(6_000))) > .seconds(500))
            try await server.stop()
            let alone = try wait(await keeper.turn("a", at: pace, within: .seconds(6_000)))
            #expect(alone > .seconds(500), "alone, it begins with an empty bucket, too")
            try await server.restart()
            #expect(try wait(await keeper.turn("a", at: pace, within: .seconds(6_000))) > .seconds(500))
            await client.close()
        }
    }

    @Test func pacesAreRead() {
        #expect(Pace(text: "5/s") == Pace(interval: .milliseconds(200)))
        #expect(Pace(text: "60/m:10") == Pace(interval: .seconds(1), burst: 10))
        #expect(Pace(text: "1000/h") == Pace(interval: .milliseconds(3_600)))
        for wrong in ["", "5", "5/d", "0/s", "-1/s", "5/s:", "5/s:0", "5/s:1:1", "/s", "x/s"] {
            #expect(Pace(text: wrong) == nil, "\(wrong)")
        }
    }
}
