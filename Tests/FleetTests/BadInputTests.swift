import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Redis
import Testing

@testable import Catalog
@testable import Fleet

/// What cannot be read, stored or kept: none of it stops a worker, and nothing is lost. docs/operating.md has the table.
@Suite(.serialized) struct BadInputTests {
    @Test func whatCannotBeReadIsDeadAtOnceAndSpareOthers() async throws {
        let fixture = try await FleetFixture()
        let handler = TestHandler(.scrape)
        let run = try await fixture.enqueue(items: 3)
        try await fixture.pool.query(
            """
            UPDATE presswork.job SET input = '{"scrape": 5}' FROM presswork.item
            WHERE item.id = job.item_id AND item.key = 'item-0'
            """)
        try await fixture.pool.query("UPDATE presswork.item SET fields = '[true]' WHERE key = 'item-1'")
        let detail = try await fixture.whileRunning(fixture.duties + [fixture.worker([handler])]) {
            try await fixture.waitForEnd(run)
        }
        #expect(detail.summary.state == .partlyFailed)
        #expect(detail.summary.dead == 2 && detail.summary.completed == 1)
        #expect(detail.failures.map(\.failure?.code) == ["job.unreadable", "job.unreadable"])
        #expect(detail.failures.allSatisfy { $0.attempt == 1 }, "no later attempt would read it better")
        #expect(handler.total == 1)
    }

    /// A text with a NUL character is what Postgres refuses: in an output, in a proof that awaits review, in an error.
    @Test func whatCannotBeStoredIsDeadAndSparesItsBatch() async throws {
        let fixture = try await FleetFixture()
        let handler = TestHandler(.scrape) { request in
            switch request.item.key {
            case "item-0": .completed(.string("a\0b"))
            case "item-1": .awaitingReview(.string("a\0b"))
            case "item-2": throw StageError(code: "page.odd\0", message: "it says a\0b", disposition: .discard)
            case "item-3": .snoozed(.zero, reason: request.job.attempt == 1 ? "a\0b" : "")
            default: .completed(.null)
            }
        }
        let run = try await fixture.enqueue(items: 12)
        let detail = try await fixture.whileRunning(fixture.duties + [fixture.worker([handler])]) {
            try await fixture.wait(for: run) { $0.summary.dead == 3 && $0.summary.completed == 8 }
        }
        let codes = Set(detail.failures.filter { $0.state == .dead }.compactMap(\.failure?.code))
        #expect(codes == ["job.unsettleable", "page.odd\u{FFFD}"])
        #expect(detail.failures.contains { $0.failure?.message == "it says a\u{FFFD}b" })
    }

    @Test func aFailureIsSmallWhateverItQuotes() {
        let marks = String(repeating: "\u{0301}", count: 100_000)
        let failure = JobFailure(code: "page.odd", message: "e\(marks) \0")
        #expect(failure.message.unicodeScalars.count == 2_000)
        #expect(!JobFailure(code: "c\0", message: "\0").message.contains("\0"))
    }

    /// `maxmemory` is reached: nothing new is offered, everything else goes on, and the run ends once there is room.
    @Test func aFullRedisOnlyStopsOffers() async throws {
        try await withPrivateRedis(on: FleetFixture.loop) { server in
            let fixture = try await FleetFixture(server)
            let mayEnd = Interruption()
            let handler = TestHandler(.scrape) { _ in
                try await mayEnd.wait()
                return .completed(.null)
            }
            let run = try await fixture.enqueue(items: 4)
            try await fixture.whileRunning(fixture.duties + [fixture.worker([handler])]) {
                try await fixture.wait(for: run) { $0.stages.first?.states[.running] == 4 }
                _ = try await fixture.redis.send(RedisCommand("CONFIG", "SET", "maxmemory", "1"))
                let late = try await fixture.enqueue(items: 2)
                mayEnd.raise()
                #expect(try await fixture.waitForEnd(run).summary.completed == 4)
                #expect(try await fixture.runs.show(late)?.stages.first?.states == [.available: 2])
                _ = try await fixture.redis.send(RedisCommand("CONFIG", "SET", "maxmemory", "0"))
                #expect(try await fixture.waitForEnd(late).summary.completed == 2)
            }
            #expect(handler.total == 6)
        }
    }
}
