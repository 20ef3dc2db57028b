import EventLoops
import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog
@testable import Fleet

/// Limits, pauses and drains, over a real Postgres and a real Redis.
@Suite(.serialized) struct LimitTests {
    /// Counts how many jobs run at a time, by a name.
    private final class Watch: Sendable {
        private let counts = Locked<[String: (now: Int, most: Int)]>([:])

        func during<Output>(_ name: String, _ body: () async throws -> Output) async rethrows -> Output {
            counts.withLock { counts in
                var count = counts[name] ?? (0, 0)
                count.now += 1
                count.most = max(count.most, count.now)
                counts[name] = count
            }
            defer { counts.withLock { $0[name]?.now -= 1 } }
            return try await body()
        }

        func most(_ name: String) -> Int { counts.withLock { $0[name]?.most ?? 0 } }
    }

    @Test func aRunsLimitHoldsOverSeveralWorkers() async throws {
        let fixture = try await FleetFixture()
        let watch = Watch()
        let handler = TestHandler(.scrape) { request in
            try await watch.during("\(request.run.id)") { try await Task.sleep(for: .milliseconds(10)) }
            return try TestHandler.done(request)
        }
        let items = (0..<24).map { NewItem(key: "item-\($0)") }
        let narrow = try await fixture.runs.enqueue(
            NewRun(pipeline: fixture.pipeline, stages: [.scrape], contents: .items(items), concurrency: 2)
        ).id
        let wide = try await fixture.enqueue(items: 24)
        let workers = [fixture.worker([handler]), fixture.worker([handler])]
        let ends = try await fixture.whileRunning(fixture.duties + workers) {
            [try await fixture.waitForEnd(wide), try await fixture.waitForEnd(narrow)]
        }
        #expect(ends.map(\.summary.completed) == [24, 24])
        #expect(watch.most("\(narrow)") == 2 && watch.most("\(wide)") > 2)
        // A worker that a busy machine holds up loses its lease, and its jobs run once more.
        #expect(handler.total >= 48)
    }

    @Test func aKeysLimitDoesNotHideOthersBehindIt() async throws {
        let fixture = try await FleetFixture()
        let watch = Watch()
        let handler = TestHandler(.scrape) { request in
            let host = request.item.index < 300 ? "slow" : "quick"
            try await watch.during(host) { try await Task.sleep(for: .milliseconds(host == "slow" ? 5 : 1)) }
            return try TestHandler.done(request)
        }
        let run = try await fixture.enqueue(items: 310)
        try await fixture.pool.query(
            """
            WITH slow AS (
                UPDATE presswork.job SET limit_key = 'host/slow' FROM presswork.item
                WHERE item.id = job.item_id AND item.idx < 300
                RETURNING job.id
            )
            UPDATE presswork.ready SET limit_key = 'host/slow' FROM slow WHERE ready.job_id = slow.id
            """)
        try await fixture.store.limit(GateScope(limitKey: "host/slow"), to: 1, by: "ana")
        try await fixture.whileRunning(fixture.duties + [fixture.worker([handler])]) {
            let deadline = ContinuousClock.now + .patience
            while (300..<310).contains(where: { handler.attempts(of: "item-\($0)") == 0 }) {
                try #require(.now < deadline, "jobs behind a used-up key were not offered")
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(handler.total < 310, "the others did not wait for the slow ones")
            try await fixture.store.limit(GateScope(limitKey: "host/slow"), to: nil, by: "ana")
            #expect(try await fixture.waitForEnd(run).summary.completed == 310)
        }
    }

    @Test func textsShareTheLimitOfWhoWritesThem() async throws {
        let fixture = try await FleetFixture()
        let watch = Watch()
        func handler(_ stage: Stage) -> TestHandler {
            TestHandler(stage) { request in
                try await watch.during(stage.rawValue) { try await Task.sleep(for: .milliseconds(10)) }
                return try TestHandler.done(request)
            }
        }
        try await fixture.pool.query(
            """
            UPDATE presswork.pipeline SET limit_keys = jsonb_build_object('generate', 'provider/narrow')
            WHERE id = \(fixture.pipeline)
            """)
        try await fixture.store.limit(GateScope(limitKey: ProviderAccount.limitKey("narrow")), to: 2, by: "ana")
        // As the stage after another one, and as a run's first.
        let runs = [
            try await fixture.enqueue(items: 12, stages: [.scrape, .generate]),
            try await fixture.enqueue(items: 12, stages: [.generate]),
        ]
        let worker = fixture.worker([handler(.scrape), handler(.generate)])
        let ends = try await fixture.whileRunning(fixture.duties + [worker]) {
            [try await fixture.waitForEnd(runs[0]), try await fixture.waitForEnd(runs[1])]
        }
        #expect(ends.map(\.summary.completed) == [12, 12])
        #expect((1...2).contains(watch.most("generate")))
        #expect(watch.most("scrape") > 2)
    }

    @Test func aPausedStageWaitsAndGoesOn() async throws {
        let fixture = try await FleetFixture()
        let (scrape, cover) = (TestHandler(.scrape), TestHandler(.cover))
        try await fixture.store.pause(GateScope(stage: .cover), by: "ana")
        let run = try await fixture.enqueue(items: 5, stages: [.scrape, .cover])
        try await fixture.whileRunning(fixture.duties + [fixture.worker([scrape, cover])]) {
            try await fixture.wait(for: run) { detail in
                detail.stages.contains { $0.stage == .cover && $0.states[.available] == 5 }
            }
            #expect(cover.total == 0)
            try await fixture.store.resume(GateScope(stage: .cover), by: "ana")
            #expect(try await fixture.waitForEnd(run).summary.completed == 5)
        }
        #expect(scrape.total == 5 && cover.total == 5)
    }

    @Test func aDrainedWorkerFinishesAndLeaves() async throws {
        let fixture = try await FleetFixture()
        let mayEnd = Interruption()
        let handler = TestHandler(.scrape) { request in
            if request.item.key == "item-1" {
                throw StageError(code: "host.busy", message: "later", disposition: .snooze(.seconds(600)))
            }
            try await mayEnd.wait()
            return try TestHandler.done(request)
        }
        let worker = fixture.worker([handler], concurrency: 4) { $0.lease = FleetFixture.shortLease }
        let run = try await fixture.enqueue(items: 4)
        let late = try await fixture.whileRunning(fixture.duties(lease: FleetFixture.shortLease)) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await worker.run() }
                try await fixture.wait(for: run) { detail in
                    detail.stages.first?.states[.running] == 3 && detail.stages.first?.states[.snoozed] == 1
                }
                let ids = Array(try await fixture.store.beats().keys)
                #expect(try await fixture.store.drain(ids + [.fresh()]) == ids)
                // The reply to its next beat tells it; when it beats once more, it knows.
                let told = try await fixture.store.beats().values.reduce(0, +)
                let deadline = ContinuousClock.now + .patience
                while try await fixture.store.beats().values.reduce(0, +) < told + 2 {
                    try #require(.now < deadline)
                    try await Task.sleep(for: .milliseconds(10))
                }
                #expect(try await fixture.store.slots() == [:])
                let late = try await fixture.enqueue(items: 2)
                mayEnd.raise()
                try await group.next()
                return late
            }
        }
        #expect(worker.ailment() == nil)
        let jobs = try await fixture.runs.jobs(in: run)
        #expect(jobs.count { $0.state == .completed } == 3 && jobs.count { $0.state == .snoozed } == 1)
        #expect(try await fixture.runs.jobs(in: late).map(\.state) == [.available, .available])
        #expect(jobs.allSatisfy { $0.errors == 0 && $0.crashes == 0 })
        #expect(try await fixture.runs.workers().map(\.isLive) == [false])
    }

    @Test func aProcessThatHasGrownDrains() async throws {
        let fixture = try await FleetFixture()
        let worker = fixture.worker([TestHandler(.scrape)]) { $0.memoryCeiling = 1 << 20 }
        // The ceiling is far below what any process needs: it leaves in order by itself.
        try await worker.run()
        #expect(try await fixture.runs.workers().map(\.isLive) == [false])
        #expect(try #require(ResidentMemory.bytes) > 1 << 20)
    }
}
