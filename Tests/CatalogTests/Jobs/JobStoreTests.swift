import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog

@Suite struct JobStoreTests {
    @Test func expandStoresEachChunkOnceAndSeals() async throws {
        let fixture = try await JobsFixture()
        let run = try await fixture.runs.enqueue(NewRun(pipeline: fixture.pipeline, stages: [.scrape])).id
        let worker = try await fixture.worker()
        let job = try #require(try await fixture.claimAll(.expand, by: worker).first)
        func chunk(_ number: Int, _ keys: [String]) -> ItemChunk {
            ItemChunk(number: number, items: keys.map { NewItem(key: $0) }, isLast: false, checkpoint: .integer(7))
        }
        #expect(try await fixture.store.store(chunk(0, ["a", "b", "a"]), firstIndex: 0, for: job.job) == 2)
        #expect(try await fixture.store.store(chunk(0, ["a", "b", "x"]), firstIndex: 0, for: job.job) == 0)
        #expect(try await fixture.store.store(chunk(1, ["b", "c"]), firstIndex: 2, for: job.job) == 1)
        let stale = JobReference(id: job.job.id, stage: .expand, attempt: 9)
        await #expect(throws: StageError.self) {
            try await fixture.store.store(chunk(2, ["d"]), firstIndex: 4, for: stale)
        }
        try await fixture.completeAll(.scrape, by: worker)
        #expect(try await fixture.state(run) == .running)
        _ = try await fixture.store.settle([Settlement(job.job, .completed(.null, memo: nil))], by: worker)
        let summary = try #require(try await fixture.runs.show(run)).summary
        #expect(summary.state == .completed && summary.items == 3)
    }

    @Test func largeOutputsLieInObjectStorage() async throws {
        let fixture = try await JobsFixture()
        _ = try await fixture.run(items: 1)
        let worker = try await fixture.worker()
        let job = try #require(try await fixture.claimAll(.scrape, by: worker).first)
        let large = JSONValue.object(["text": .string(String(repeating: "x", count: 100_000))])
        _ = try await fixture.store.settle([Settlement(job.job, .completed(large, memo: nil))], by: worker)
        #expect(fixture.objects.count == 1)
        let next = try #require(try await fixture.claimAll(.generate, by: worker).first)
        #expect(try next.input.value()["scrape"]?["$object"] != nil)
        #expect(try await fixture.store.resolvedInput(of: next).value()["scrape"] == large)
    }

    @Test func theMemoIsOfOneTenant() async throws {
        let fixture = try await JobsFixture()
        _ = try await fixture.run(items: 1)
        let worker = try await fixture.worker()
        let job = try #require(try await fixture.claimAll(.scrape, by: worker).first)
        let key = Digest(of: "key")
        _ = try await fixture.store.settle([Settlement(job.job, .completed(.integer(1), memo: key))], by: worker)
        #expect(try await fixture.store.recall([(.default, key)]) == [key: .integer(1)])
        #expect(try await fixture.store.recall([(.fresh(), key)]).isEmpty)
    }

    @Test func whatTheMemoAnswersIsCompletedAndSaysSo() async throws {
        let fixture = try await JobsFixture()
        let run = try await fixture.run(items: 3)
        let worker = try await fixture.worker()
        let jobs = try await fixture.claimAll(.scrape, by: worker).map(\.job)
        let report = try await fixture.store.settle(
            [
                Settlement(jobs[0], .reused(.integer(1))), Settlement(jobs[1], .completed(.integer(2), memo: nil)),
                Settlement(jobs[2], .retryable(JobFailure(code: "a", message: "b"), after: .zero)),
            ], by: worker)
        #expect(report.settled[jobs[0].id] == .completed)
        let scraped = try await fixture.runs.jobs(in: run).filter { $0.stage == .scrape }
        #expect(scraped.filter(\.isReused).map(\.id) == [jobs[0].id])
        #expect(try await fixture.runs.show(run)?.stages.first?.reused == 1)
        let next = try await fixture.claimAll(.generate, by: worker)
        #expect(try Set(next.map { try $0.input.value()["scrape"] }) == [.integer(1), .integer(2)])
    }

    @Test func leadersTakeOverOnlyFromTheStill() async throws {
        let fixture = try await JobsFixture()
        let (ana, bo) = (WorkerID.fresh(), WorkerID.fresh())
        #expect(try await fixture.store.lead("dispatcher", as: ana) == .mine(term: 1))
        let seen = try await fixture.store.lead("dispatcher", as: bo)
        guard case .others(let beat) = seen else { return #expect(Bool(false)) }
        #expect(try await fixture.store.lead("dispatcher", as: ana) == .mine(term: 1))
        #expect(try await fixture.store.lead("dispatcher", as: bo, overStillBeat: beat) != .mine(term: 2))
        #expect(try await fixture.store.lead("dispatcher", as: bo, overStillBeat: beat + 1) == .mine(term: 2))
        try await fixture.store.resign("dispatcher", as: bo)
        #expect(try await fixture.store.lead("dispatcher", as: ana) == .mine(term: 3))
    }

    @Test func anotherTenantSeesNothing() async throws {
        let fixture = try await JobsFixture()
        let run = try await fixture.run(items: 1)
        let stranger = RunStore(TenantDatabase(fixture.appPool), tenant: .fresh())
        #expect(try await stranger.show(run) == nil)
        #expect(try await stranger.runs().isEmpty)
        await #expect(throws: CatalogError.self) { try await stranger.cancel(run, by: "eve") }
        let noTenant = try await fixture.appPool.query("SELECT count(*) FROM presswork.job")
        #expect(try noTenant.onlyRow.decode(at: 0, as: Int.self) == 0)
        await #expect(throws: PostgresError.self) {
            try await stranger.enqueue(NewRun(pipeline: fixture.pipeline, stages: [.scrape]))
        }
        await #expect(throws: PostgresError.self) {
            try await fixture.appPool.query("SET ROLE presswork_fleet")
        }
    }

    @Test func aTickFiresOnce() async throws {
        let fixture = try await JobsFixture()
        try await fixture.fleetPool.query(
            """
            INSERT INTO presswork.schedule (tenant_id, pipeline_name, cron, timezone, catchup)
            VALUES (\(TenantID.default), \(Pipeline.fixture().name), '0 6 * * *', 'UTC', 'all')
            """)
        let schedule = try #require(try await fixture.store.schedules().first).get()
        let moment = Date(timeIntervalSince1970: 1_800_000_000)
        let run = NewRun(pipeline: schedule.pipelineID, stages: [.scrape], logicalTime: moment, origin: .schedule)
        #expect(try await fixture.store.fire(schedule, at: moment, run) != nil)
        #expect(try await fixture.store.fire(schedule, at: moment, run) == nil)
        try await fixture.store.decided(schedule.id, until: moment, fired: true)
        #expect(try await fixture.store.schedules().first?.get().decidedUntil == moment)
        #expect(try await fixture.runs.runs().count == 1)
    }

    @Test func pruningLeavesWhatIsUnderWay() async throws {
        let fixture = try await JobsFixture()
        let (old, new) = (try await fixture.run(items: 2, stages: [.scrape]), try await fixture.run(items: 2))
        let worker = try await fixture.worker()
        try await fixture.completeAll(.scrape, by: worker)
        #expect(try await fixture.state(old) == .completed)
        var retention = JobStore.Retention()
        retention.runs = .zero
        #expect(try await fixture.store.prune(retention) == 4)
        #expect(try await fixture.runs.show(old)?.summary.completed == 2)
        #expect(try await fixture.completeAll(.generate, by: worker).settled.count == 2)
        #expect(try await fixture.state(new) == .completed)
    }
}
