import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog
@testable import Fleet

/// Schedules and backfills on a real database, with schedulers doubled.
@Suite struct SchedulingTests {
    private func order(
        _ fixture: FleetFixture, mode: RunMode = .rehearse, catchup: ScheduleSpec.Catchup = .all, hours: Int = 6
    ) async throws {
        try await fixture.pool.query(
            """
            INSERT INTO presswork.schedule (tenant_id, pipeline_name, cron, timezone, catchup, mode, decided_until)
            VALUES (\(TenantID.default), \(Pipeline.fixture().name), '@hourly', 'UTC', \(catchup.rawValue),
                \(mode.rawValue), date_trunc('hour', now()) - \(Duration.seconds(3_600 * hours))::interval)
            """)
    }

    private func count(_ what: PostgresQuery, _ fixture: FleetFixture) async throws -> Int {
        try await fixture.pool.query(what).onlyRow.decode(at: 0)
    }

    @Test func fourSchedulersAtOnceFireEachTimeOnce() async throws {
        let fixture = try await FleetFixture()
        try await order(fixture)
        let schedulers = (0..<4).map { _ in Scheduler(fixture.store, logger: fixture.logger) }
        for _ in 0..<3 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for scheduler in schedulers { group.addTask { try await scheduler.runOnce() } }
                try await group.waitForAll()
            }
        }
        let runs = try await fixture.runs.runs(limit: 50)
        // An hour may have begun since.
        #expect(runs.count == 6 || runs.count == 7)
        #expect(Set(runs.map(\.logicalTime)).count == runs.count)
        #expect(try await count("SELECT count(*) FROM presswork.tick", fixture) == runs.count)
        #expect(runs.allSatisfy { $0.mode == .rehearse && ($0.origin == .catchup || $0.origin == .schedule) })
    }

    @Test func aLiveScheduleMakesLiveRunsAndAPausedOneNone() async throws {
        let fixture = try await FleetFixture()
        try await order(fixture, mode: .live, catchup: .latest)
        let store = ScheduleStore(database: fixture.runs.database)
        let scheduler = Scheduler(fixture.store, logger: fixture.logger)
        let name = Pipeline.fixture().name
        try await store.pause(name, by: "ana", for: .default)
        try await scheduler.runOnce()
        #expect(try await fixture.runs.runs().isEmpty)
        try await store.resume(name, catchingUp: true, by: "ana", for: .default)
        try await scheduler.runOnce()
        #expect(try await fixture.runs.runs().map(\.mode) == [.live])
        let schedule = try #require(try await store.list(for: .default).first)
        #expect(schedule.mode == .live && schedule.pausedAt == nil)
        #expect(try await store.ticks(of: schedule.id, limit: 5, for: .default).map(\.mode) == [.live])
        let kinds = try await EventStore(database: fixture.runs.database).list(for: .default).map(\.kind)
        #expect(kinds.filter { $0.hasPrefix("schedule.") } == ["schedule.resumed", "schedule.paused"])
    }

    @Test func aLiveScheduleThatLacksSomethingSaysSoOnceAndWaits() async throws {
        let fixture = try await FleetFixture()
        try await order(fixture, mode: .live, catchup: .latest)
        let store = ScheduleStore(database: fixture.runs.database)
        let reason = "A live run of tank-weekly needs PRESSWORK_SMTP_URL."
        let poor = Scheduler(fixture.store, logger: fixture.logger) { _ in reason }
        for _ in 0..<3 { try await poor.runOnce() }
        #expect(try await fixture.runs.runs().isEmpty)
        #expect(try await store.list(for: .default).map(\.refusal) == [reason])
        let events = try await EventStore(database: fixture.runs.database).list(for: .default)
        #expect(events.map(\.kind) == ["schedule.refused"])
        // One that has it makes the run that was due, and what was wrong is forgotten.
        try await Scheduler(fixture.store, logger: fixture.logger).runOnce()
        #expect(try await fixture.runs.runs().map(\.origin) == [.catchup])
        #expect(try await store.list(for: .default).map(\.refusal) == [nil])
    }

    @Test func aRehearsalNeedsNothing() async throws {
        let fixture = try await FleetFixture()
        try await order(fixture, catchup: .latest)
        try await Scheduler(fixture.store, logger: fixture.logger) { _ in "nothing is there" }.runOnce()
        #expect(try await fixture.runs.runs().count == 1)
    }

    @Test func aPausedBackfillMakesNoRunsUntilItIsResumed() async throws {
        let fixture = try await FleetFixture()
        let store = BackfillStore(database: fixture.runs.database)
        let start = Date(timeIntervalSince1970: 1_790_000_000)
        let id = try await store.create(
            NewBackfill(
                pipeline: fixture.pipeline, mode: .rehearse, range: start..<(start + 3 * 86_400),
                moments: (0..<3).map { start + Double($0) * 86_400 }, concurrency: 1, actor: "ana"), for: .default)
        let backfiller = Backfiller(fixture.store, logger: fixture.logger)
        try await backfiller.runOnce()
        // Read while it was going on, and paused before its runs are made.
        let stale = try #require(try await fixture.store.backfills().first).get()
        try await store.pause(id, by: "ana", for: .default)
        try await fixture.pool.query("UPDATE presswork.run SET state = 'completed', finished_at = now()")
        try await backfiller.runOnce()
        #expect(try await fixture.store.advance(stale).isEmpty)
        let paused = try #require(try await store.list(id, for: .default).first)
        #expect(paused.state == .running && paused.pausedAt != nil && paused.waiting == 2)
        try await store.resume(id, by: "ana", for: .default)
        try await backfiller.runOnce()
        let resumed = try #require(try await store.list(id, for: .default).first)
        #expect(resumed.pausedAt == nil && resumed.waiting == 1)
        try await store.cancel(id, by: "ana", for: .default)
        await #expect(throws: CatalogError.self) { try await store.pause(id, by: "ana", for: .default) }
        let kinds = try await EventStore(database: fixture.runs.database).list(for: .default).map(\.kind)
        #expect(
            kinds.filter { $0.hasPrefix("backfill.") } == [
                "backfill.cancelled", "backfill.resumed", "backfill.paused", "backfill.ordered",
            ])
    }

    @Test func whatAPersonChangesMeanwhileHolds() async throws {
        let fixture = try await FleetFixture()
        try await order(fixture, mode: .live, catchup: .latest)
        let store = ScheduleStore(database: fixture.runs.database)
        let name = Pipeline.fixture().name
        // Read while it was live, fired after it was told to rehearse, to pause, or to give the past up.
        let stale = try #require(try await fixture.store.schedules().first).get()
        let moment = stale.decidedUntil + 3_600
        func fire() async throws -> RunID? {
            try await fixture.store.fire(
                stale, at: moment,
                NewRun(
                    pipeline: stale.pipelineID, stages: [.scrape], logicalTime: moment, mode: .live, origin: .schedule))
        }
        try await store.set(.rehearse, of: name, by: "ana", for: .default)
        #expect(try await fire() == nil)
        try await store.set(.live, of: name, by: "ana", for: .default)
        try await store.pause(name, by: "ana", for: .default)
        #expect(try await fire() == nil)
        try await store.resume(name, catchingUp: false, by: "ana", for: .default)
        #expect(try await fire() == nil)
        #expect(try await fixture.runs.runs().isEmpty)
        await #expect(throws: CatalogError.self) { try await store.pause("nothing", by: "ana", for: .default) }
    }

    @Test(arguments: [false, true])
    func aBackfillMakesItsRunsAFewAtATimeInItsOrder(newestFirst: Bool) async throws {
        let fixture = try await FleetFixture()
        let store = BackfillStore(database: fixture.runs.database)
        let start = Date(timeIntervalSince1970: 1_790_000_000)
        let moments = (0..<5).map { start + Double($0) * 86_400 }
        let id = try await store.create(
            NewBackfill(
                pipeline: fixture.pipeline, mode: .rehearse, range: start..<(start + 5 * 86_400), moments: moments,
                newestFirst: newestFirst, concurrency: 2, actor: "ana"), for: .default)
        let backfillers = (0..<3).map { _ in Backfiller(fixture.store, logger: fixture.logger) }
        var seen: [Date] = []
        for round in 0..<4 {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for backfiller in backfillers { group.addTask { try await backfiller.runOnce() } }
                try await group.waitForAll()
            }
            let open = try await fixture.runs.runs().filter { !$0.state.isTerminal }
            #expect(open.count == (round < 2 ? 2 : round == 2 ? 1 : 0))
            seen += open.map(\.logicalTime).sorted { newestFirst ? $0 > $1 : $0 < $1 }
            // They end, and make room for the next.
            try await fixture.pool.query(
                "UPDATE presswork.run SET state = 'completed', finished_at = now() WHERE state = 'running'")
        }
        #expect(seen == (newestFirst ? moments.reversed() : moments))
        let summary = try #require(try await store.list(id, for: .default).first)
        #expect(summary.state == .completed && summary.runs == [.completed: 5] && summary.waiting == 0)
        let runs = try await fixture.runs.runs()
        #expect(runs.count == 5 && runs.allSatisfy { $0.origin == .backfill && $0.mode == .rehearse })
        #expect(try await store.ticks(of: id, for: .default).map(\.fireAt) == seen)
    }

    @Test func aBackfillKnowsWhatWasMadeAndWhatIsOrdered() async throws {
        let fixture = try await FleetFixture()
        let store = BackfillStore(database: fixture.runs.database)
        let start = Date(timeIntervalSince1970: 1_790_000_000)
        let moments = (0..<5).map { start + Double($0) * 86_400 }
        for (moment, state) in zip(moments, ["completed", "failed", "cancelled"]) {
            let run = try await fixture.runs.enqueue(
                NewRun(pipeline: fixture.pipeline, stages: [.scrape], logicalTime: moment)
            ).id
            try await fixture.pool.query(
                "UPDATE presswork.run SET state = \(state)::presswork.run_state WHERE id = \(run)")
        }
        let name = Pipeline.fixture().name
        let id = try await store.create(
            NewBackfill(
                pipeline: fixture.pipeline, mode: .rehearse, range: start..<(start + 1), moments: [moments[3]],
                actor: "ana"), for: .default)
        let standing = try await store.standing(of: name, .rehearse, at: moments, for: .default)
        #expect(standing == [moments[0]: .completed, moments[1]: .failed, moments[3]: nil])
        #expect(try await store.standing(of: name, .live, at: moments, for: .default).isEmpty)
        try await store.cancel(id, by: "ana", for: .default)
        #expect(try await store.standing(of: name, .rehearse, at: moments, for: .default).count == 2)
        await #expect(throws: CatalogError.self) { try await store.cancel(id, by: "ana", for: .default) }
        try await Backfiller(fixture.store, logger: fixture.logger).runOnce()
        #expect(try await fixture.runs.runs().count == 3)
        await #expect(throws: CatalogError.self) {
            try await store.create(
                NewBackfill(
                    pipeline: fixture.pipeline, mode: .live, range: start..<(start + 1), moments: [], actor: "ana"),
                for: .default)
        }
    }
}
