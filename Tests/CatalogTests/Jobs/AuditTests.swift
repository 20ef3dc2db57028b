import Foundation
import Pipelines
import Postgres
import Testing

@testable import Catalog

/// The audit over all states: what differs is found, repaired and counted.
@Suite struct AuditTests {
    @Test func wrongChunksAreCountedAnew() async throws {
        let fixture = try await JobsFixture()
        let run = try await fixture.run(items: 6, stages: [.scrape, .cover])
        let worker = try await fixture.worker()
        try await fixture.completeAll(.scrape, by: worker)
        let jobs = try await fixture.claimAll(.cover, by: worker)
        let failure = JobFailure(code: "a", message: "b")
        _ = try await fixture.store.settle(
            [
                Settlement(jobs[0].job, .completed(.null, memo: nil)), Settlement(jobs[1].job, .dead(failure)),
                Settlement(jobs[2].job, .dead(failure)), Settlement(jobs[3].job, .cancelled),
            ], by: worker)
        _ = try await fixture.runs.discardDead([jobs[2].job.id], by: "ana")
        #expect(try await fixture.store.audit().isClean)
        func chunk() async throws -> [Int] {
            let row = try await fixture.fleetPool.query(
                "SELECT remaining, completed, dead, cancelled FROM presswork.chunk WHERE run_id = \(run)"
            ).onlyRow
            return try (0..<4).map { try row.decode(at: $0, as: Int.self) }
        }
        #expect(try await chunk() == [2, 1, 2, 1])
        for (wrong, run) in [("remaining = 5", "open_chunks = 1"), ("remaining = 0, completed = 3", "open_chunks = 0")]
        {
            try await fixture.fleetPool.query(PostgresQuery(trustedText: "UPDATE presswork.chunk SET \(wrong)", []))
            try await fixture.fleetPool.query(PostgresQuery(trustedText: "UPDATE presswork.run SET \(run)", []))
            let report = try await fixture.store.audit()
            #expect(report.wrongChunks == 1 && report.endedRuns == 0 && !report.isClean)
            #expect(try await chunk() == [2, 1, 2, 1], "what people discarded goes on counting as dead")
            #expect(try await fixture.store.audit().isClean)
        }
        _ = try await fixture.store.settle(
            jobs[4...].map { Settlement($0.job, .completed(.null, memo: nil)) }, by: worker)
        let summary = try #require(try await fixture.runs.show(run)).summary
        #expect(summary.state == .partlyFailed && summary.completed == 3 && summary.dead == 2)
    }

    @Test func aRunThatIsOverSaysSo() async throws {
        let fixture = try await JobsFixture()
        let run = try await fixture.run(items: 2, stages: [.scrape])
        try await fixture.completeAll(.scrape, by: try await fixture.worker())
        // As if the statement that closed the chunk had forgotten the run.
        try await fixture.fleetPool.query(
            "UPDATE presswork.run SET state = 'running', finished_at = NULL, open_chunks = 1, completed = 0")
        try await fixture.fleetPool.query("UPDATE presswork.chunk SET remaining = 1, completed = 1")
        let report = try await fixture.store.audit()
        #expect(report.wrongChunks == 1 && report.endedRuns == 1)
        #expect(try await fixture.state(run) == .completed)
        #expect(try await fixture.runs.show(run)?.summary.completed == 2)
    }

    @Test func strayJobsAndLostWorkersAreFound() async throws {
        let fixture = try await JobsFixture()
        let (over, lost) = (try await fixture.run(items: 2, stages: [.scrape]), try await fixture.run(items: 1))
        let worker = try await fixture.worker()
        let jobs = try await fixture.claimAll(.scrape, by: worker)
        try await fixture.fleetPool.query("UPDATE presswork.run SET state = 'completed' WHERE id = \(over)")
        let back: PostgresQuery = """
            WITH back AS (
                UPDATE presswork.job SET state = 'available' WHERE run_id = \(over) RETURNING *
            )
            INSERT INTO presswork.ready (run_id, stage, priority, job_id, tenant_id, payload_version, attempt, is_suspect)
            SELECT run_id, stage, priority, id, tenant_id, payload_version, attempt, false FROM back
            """
        try await fixture.fleetPool.query(back)
        try await fixture.fleetPool.query("DELETE FROM presswork.worker WHERE id = \(worker)")
        #expect(jobs.count == 3)
        let report = try await fixture.store.audit()
        #expect(report.strayJobs == 2 && report.lostWorkers == 1 && report.wrongChunks == 0)
        #expect(try await fixture.store.reclaim(crashLimit: 3) == [.available: 1])
        #expect(try await fixture.state(lost) == .running)
        #expect(try await fixture.store.audit().isClean)
    }

    @Test func jobsFindTheirPlacesAgain() async throws {
        let fixture = try await JobsFixture()
        let run = try await fixture.run(items: 4, stages: [.scrape])
        let worker = try await fixture.worker()
        let jobs = try await fixture.store.available(atMost: [.scrape: 9])
        let entries = jobs.map { ($0.id, $0.attempt) }
        let claimed = try await fixture.store.claim(Array(entries[0...1]), by: worker).jobs
        _ = try await fixture.store.settle([Settlement(claimed[0].job, .snoozed(.zero, reason: "soon"))], by: worker)
        // Nobody would ever find one of them again; and one is both ready and waiting.
        for table in ["ready", "waiting", "claim"] {
            try await fixture.fleetPool.query("DELETE FROM presswork.\(identifier: table)")
        }
        try await fixture.fleetPool.query(
            """
            INSERT INTO presswork.waiting (job_id, tenant_id, run_id, stage, priority, state)
            SELECT id, tenant_id, run_id, stage, priority, 'dead' FROM presswork.job WHERE id = \(jobs[2].id)
            """)
        try await fixture.fleetPool.query(
            """
            INSERT INTO presswork.ready (run_id, stage, priority, job_id, tenant_id, payload_version, attempt, is_suspect)
            SELECT run_id, stage, priority, id, tenant_id, 1, attempt, false FROM presswork.job WHERE id = \(claimed[1].job.id)
            """)
        let report = try await fixture.store.audit()
        #expect(report.misplaced == 6 && report.wrongChunks == 0)
        #expect(try await fixture.store.audit().isClean)
        #expect(try await fixture.store.promote() == [.scrape])
        try await fixture.store.discharge(worker)
        #expect(try await fixture.store.reclaim(crashLimit: 3) == [.available: 1])
        #expect(try await fixture.store.available(atMost: [.scrape: 9]).count == 4)
        try await fixture.completeAll(.scrape, by: try await fixture.worker())
        #expect(try await fixture.state(run) == .completed)
        #expect(try await JobPlaces.differences(fixture.fleetPool).isEmpty)
    }

    @Test func theUnknownIsReportedAndLeftAlone() async throws {
        let fixture = try await JobsFixture()
        _ = try await fixture.run(items: 3, stages: [.scrape])
        let jobs = try await fixture.store.available(atMost: [.scrape: 9])
        try await fixture.fleetPool.query(
            """
            WITH strange AS (
                UPDATE presswork.job SET payload_version = CASE WHEN id = \(jobs[0].id) THEN 7 ELSE 1 END,
                    stage = CASE WHEN id = \(jobs[0].id) THEN 'scrape' ELSE 'translate' END
                WHERE id = ANY (\([jobs[0].id, jobs[1].id]))
                RETURNING id, payload_version, stage
            )
            UPDATE presswork.ready SET payload_version = strange.payload_version, stage = strange.stage
            FROM strange WHERE ready.job_id = strange.id
            """)
        let report = try await fixture.store.audit()
        #expect(report.unknown == ["scrape/7": 1, "translate/1": 1] && report.isClean)
        #expect(try await fixture.store.available(atMost: [.scrape: 9]).count == 1)
    }
}
