import EventLoops
import Foundation
import Pipelines
import Postgres
import Redis
import Testing

@testable import Catalog
@testable import Fleet

/// A stage that is split into parts, each a job of its own, and joined.
@Suite(.serialized) struct PartTests {
    /// Splits each item into `count` parts, in batches of at most 500, and joins what they return.
    private func splitting(
        _ stage: Stage, into count: Int, memo: JSONValue? = nil,
        _ part: @escaping @Sendable (StageRequest) async throws -> Void = { _ in }
    ) -> TestHandler {
        TestHandler(stage, memo: memo, work(count, part))
    }

    private func work(
        _ count: Int, _ part: @escaping @Sendable (StageRequest) async throws -> Void = { _ in }
    ) -> @Sendable (StageRequest) async throws -> StageOutcome {
        { request in
            if let parts = request.parts {
                let sum = parts.reduce(Int64(0)) { sum, part in
                    guard case .integer(let number) = part.output else { return sum }
                    return sum + number
                }
                return .completed(.object(["parts": .integer(Int64(parts.count)), "sum": .integer(sum)]))
            }
            if let payload = request.part {
                try await part(request)
                return .completed(payload)
            }
            var begin = 0
            if case .integer(let number)? = request.checkpoint { begin = Int(number) }
            let end = min(count, begin + 500)
            return .split(
                StageParts(
                    (begin..<end).map { NewPart(key: "part-\($0)", payload: .integer(Int64($0))) },
                    isLast: end == count, checkpoint: .integer(Int64(end))))
        }
    }

    private func output(_ fixture: FleetFixture, _ run: RunID, _ stage: Stage) async throws -> JSONValue? {
        try await fixture.pool.query(
            """
            SELECT output FROM presswork.job
            WHERE run_id = \(run) AND stage = \(stage.rawValue) AND part = \(JobReference.join)
            """
        ).first?.decode(at: 0)
    }

    @Test func partsRunAndAreJoinedBeforeTheNextStage() async throws {
        let fixture = try await FleetFixture()
        let split = splitting(.review, into: 1_200)
        let inputs = Locked<Set<String>>([])
        let next = TestHandler(.distribute) { request in
            inputs.withLock { _ = $0.insert(request.item.key) }
            return try TestHandler.done(request)
        }
        let run = try await fixture.enqueue(items: 2, stages: [.review, .distribute])
        let detail = try await fixture.whileRunning(fixture.duties + [fixture.worker([split, next])]) {
            try await fixture.waitForEnd(run)
        }
        #expect(detail.summary.state == .completed)
        #expect(detail.summary.items == 2 && detail.summary.completed == 2, "parts are not items")
        #expect(detail.stages.map(\.states) == [[.completed: 2 * (1 + 1_200 + 1)], [.completed: 2]])
        let sum = (0..<Int64(1_200)).reduce(0, +)
        #expect(try await output(fixture, run, .review) == .object(["parts": .integer(1_200), "sum": .integer(sum)]))
        #expect(inputs.withLock { $0.count } == 2)
        #expect(try await fixture.store.audit() == JobStore.AuditReport())
    }

    @Test func aSplitThatIsRepeatedDoublesNothing() async throws {
        let fixture = try await FleetFixture()
        let split = work(700)
        let crashing = TestHandler(.scrape) { request in
            // The first attempt fails after its first parts are stored; the next goes on from the checkpoint.
            if request.part == nil, request.parts == nil, request.job.attempt == 1, request.checkpoint != nil {
                throw StageError(code: "host.gone", message: "gone", disposition: .retry(after: .zero))
            }
            return try await split(request)
        }
        let run = try await fixture.enqueue(items: 1)
        let detail = try await fixture.whileRunning(fixture.duties + [fixture.worker([crashing])]) {
            try await fixture.waitForEnd(run)
        }
        #expect(detail.summary.completed == 1)
        #expect(detail.stages.map(\.states) == [[.completed: 702]])
        #expect(try await fixture.store.audit() == JobStore.AuditReport())
    }

    @Test func killsLoseAndDoubleNoPart() async throws {
        let fixture = try await FleetFixture()
        let handler = splitting(.scrape, into: 300) { _ in try await Task.sleep(for: .milliseconds(2)) }
        let victim = fixture.worker([handler]) { $0.lease = FleetFixture.shortLease }
        let survivor = fixture.worker([handler]) { $0.lease = FleetFixture.shortLease }
        let run = try await fixture.enqueue(items: 3)
        let duties = fixture.duties(lease: FleetFixture.shortLease, crashLimit: 100)
        let detail = try await fixture.whileRunning(duties + [survivor]) {
            let killed = Task { try await victim.run() }
            try await fixture.wait(for: run) { ($0.stages.first?.states[.completed] ?? 0) > 100 }
            killed.cancel()
            try await fixture.redis.flushAll()
            return try await fixture.waitForEnd(run)
        }
        #expect(detail.summary.completed == 3)
        #expect(detail.stages.map(\.states) == [[.completed: 3 * 302]])
        let sum = (0..<Int64(300)).reduce(0, +)
        #expect(try await output(fixture, run, .scrape)?["sum"] == .integer(sum))
        #expect(try await fixture.store.audit() == JobStore.AuditReport())
    }

    @Test func aDeadPartEndsTheItemAndRetryingRevivesBoth() async throws {
        let fixture = try await FleetFixture()
        let heals = Locked(false)
        let handler = splitting(.scrape, into: 5) { request in
            if request.job.part == "part-3", !heals.withLock({ $0 }) {
                throw StageError(code: "source.gone", message: "gone", disposition: .discard)
            }
        }
        let run = try await fixture.enqueue(items: 1)
        try await fixture.whileRunning(fixture.duties + [fixture.worker([handler])]) {
            let detail = try await fixture.waitForEnd(run)
            #expect(detail.summary.state == .failed && detail.summary.dead == 1)
            let dead = try await fixture.runs.dead(in: run)
            #expect(Set(dead.compactMap(\.failure?.code)) == ["source.gone", "part.dead"])
            heals.withLock { $0 = true }
            // Naming the part is enough: the job that joins waits for it again.
            let part = try #require(dead.first { $0.failure?.code == "source.gone" })
            #expect(try await fixture.runs.retryDead([part.id], by: "ana") == 2)
            #expect(try await fixture.waitForEnd(run).summary.state == .completed)
        }
        #expect(try await output(fixture, run, .scrape)?["parts"] == .integer(5))
        #expect(try await fixture.store.audit() == JobStore.AuditReport())
    }

    @Test func cancellingReachesParts() async throws {
        let fixture = try await FleetFixture()
        let handler = splitting(.scrape, into: 20) { _ in try await Task.sleep(for: .seconds(60)) }
        let run = try await fixture.enqueue(items: 2)
        let detail = try await fixture.whileRunning(fixture.duties + [fixture.worker([handler], concurrency: 4)]) {
            try await fixture.wait(for: run) { $0.stages.first?.states[.running] == 4 }
            try await fixture.runs.cancel(run, by: "ana")
            return try await fixture.waitForEnd(run)
        }
        #expect(detail.summary.state == .cancelled && detail.summary.cancelled == 2)
        #expect(try await fixture.store.audit().isClean)
    }

    @Test func theMemoAnswersForTheWhole() async throws {
        let fixture = try await FleetFixture()
        let handler = splitting(.scrape, into: 4, memo: .string("settings"))
        try await fixture.whileRunning(fixture.duties + [fixture.worker([handler])]) {
            try await fixture.waitForEnd(try await fixture.enqueue(items: 1))
            let calls = handler.total
            let again = try await fixture.enqueue(items: 1)
            let detail = try await fixture.waitForEnd(again)
            #expect(detail.summary.completed == 1 && handler.total == calls)
            #expect(detail.stages.map(\.states) == [[.completed: 1]] && detail.stages.first?.reused == 1)
        }
    }

    @Test func whatJoinsThePartsIsLimitedAsTheWholeIs() async throws {
        let fixture = try await FleetFixture()
        try await fixture.pool.query(
            "UPDATE presswork.pipeline SET limit_keys = '{\"scrape\": \"a\"}' WHERE id = \(fixture.pipeline)")
        let run = try await fixture.enqueue(items: 1)
        _ = try await fixture.whileRunning(fixture.duties + [fixture.worker([splitting(.scrape, into: 3)])]) {
            try await fixture.waitForEnd(run)
        }
        let rows = try await fixture.pool.query(
            """
            SELECT count(*) FILTER (WHERE part IN ('', '/join') AND limit_key = 'a'), count(limit_key)
            FROM presswork.job WHERE run_id = \(run)
            """)
        #expect(try rows.decode((Int, Int).self).map { [$0.0, $0.1] } == [[2, 2]], "parts say their own key, or none")
    }

    @Test func theAuditRepairsAFan() async throws {
        let fixture = try await FleetFixture()
        let handler = splitting(.scrape, into: 3)
        let run = try await fixture.enqueue(items: 1)
        try await fixture.whileRunning(fixture.duties + [fixture.worker([handler])]) {
            try await fixture.store.pause(GateScope(limitKey: "nothing"), by: "ana")
            try await fixture.waitForEnd(run)
        }
        // As if a settle had counted one too few and the run were still waiting for it.
        try await fixture.pool.query("UPDATE presswork.run SET state = 'running', open_chunks = 1, completed = 0")
        try await fixture.pool.query("UPDATE presswork.chunk SET remaining = 1, completed = 0")
        try await fixture.pool.query("UPDATE presswork.fan SET remaining = 1")
        try await fixture.pool.query(
            "UPDATE presswork.job SET state = 'scheduled', run_at = NULL WHERE part = \(JobReference.join)")
        let report = try await fixture.store.audit()
        #expect(report.wrongFans == 1 && report.wrongChunks == 0 && report.misplaced == 1)
        #expect(try await fixture.store.available(atMost: [.scrape: 9]).count == 1)
        let detail = try await fixture.whileRunning(fixture.duties + [fixture.worker([handler])]) {
            try await fixture.waitForEnd(run)
        }
        #expect(detail.summary.completed == 1)
        #expect(try await fixture.store.audit() == JobStore.AuditReport())
    }

    @Test(arguments: [
        StageParts([NewPart(key: "/join")]), StageParts([NewPart(key: "")]),
        StageParts((0...1_000).map { NewPart(key: "\($0)") }),
    ])
    func partsThatCannotBeHadAreRefused(_ parts: StageParts) async throws {
        let fixture = try await FleetFixture()
        let run = try await fixture.enqueue(items: 1)
        let handler = TestHandler(.scrape) { _ in .split(parts) }
        let detail = try await fixture.whileRunning(fixture.duties + [fixture.worker([handler])]) {
            try await fixture.waitForEnd(run)
        }
        #expect(detail.summary.state == .failed)
        #expect(try await fixture.runs.dead(in: run).map(\.failure?.code) == ["stage.parts"])
    }
}
