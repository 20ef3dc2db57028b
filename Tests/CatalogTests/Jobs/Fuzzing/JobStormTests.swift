import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog

/// Workers, reclaimer, dispatcher and an operator, all at once on one database, doing what they like; then everything is
/// brought to its end and counted. What the model cannot foretell, the trigger of ``JobTransitions`` still refuses.
@Suite struct JobStormTests {
    private static let stages: [Stage] = [.scrape, .review, .distribute]
    private static let items = 60

    @Test func whatRunsAtOnceCountsExactly() async throws {
        let settings = FuzzSettings.announced("job storm")
        let fixture = try await JobsFixture()
        let owner = try await fixture.superuser()
        try await JobTransitions.documented().install(owner)
        let end = ContinuousClock.now + settings.time
        let runs = try await withThrowingTaskGroup(of: [RunID].self) { group in
            for number in 0..<4 {
                group.addTask { try await Self.work(fixture, settings.seed &+ UInt64(number), until: end) }
            }
            group.addTask { try await Self.upkeep(fixture, until: end) }
            group.addTask { try await Self.operate(fixture, settings.seed &- 1, until: end) }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        print("job storm: \(runs.count) runs of \(Self.items) items")
        try await Self.finish(fixture, runs)
        #expect(try await fixture.store.audit().isClean)
        #expect(try await Self.differences(owner).isEmpty)
        #expect(try await JobPlaces.differences(owner).isEmpty)
    }

    /// Claims what it finds, ends it in any way, goes on with what comes next, sends settlements twice, and dies now and then.
    private static func work(
        _ fixture: JobsFixture, _ seed: UInt64, until end: ContinuousClock.Instant
    ) async throws -> [RunID] {
        var generator = SeededGenerator(seed: seed)
        var worker = try await fixture.worker()
        var followed: [ClaimedJob] = []
        while .now < end {
            let available = try await fixture.store.available(atMost: [.scrape: 20, .review: 20, .distribute: 20])
            let entries = available.shuffled(using: &generator).prefix(12).map { ($0.id, $0.attempt) }
            let jobs = try await fixture.store.claim(entries, by: worker).jobs + followed
            if generator.oneIn(12) {
                try await fixture.store.discharge(worker)
                worker = try await fixture.worker()
                followed = []
                continue
            }
            let settlements = jobs.map { Settlement($0.job, outcome(&generator)) }
            let following = generator.oneIn(2) ? Following(settlements.map { _ in generator.oneIn(2) }) : nil
            let report = try await fixture.store.settle(settlements, by: worker, following: following)
            followed = report.followed.jobs
            #expect(report.fenced.isEmpty, "a live worker was fenced")
            if generator.oneIn(3) {
                let again = try await fixture.store.settle(
                    settlements, by: worker, again: true, following: following)
                #expect(Set(again.followed.jobs.map(\.job)) == Set(followed.map(\.job)))
                #expect(again.fenced.allSatisfy { report.settled[$0] != nil }, "a replay moved what its first did not")
            }
        }
        try await fixture.store.discharge(worker)
        return []
    }

    private static func outcome(_ generator: inout SeededGenerator) -> Settlement.Outcome {
        let failure = JobFailure(code: "test.failed", message: "as it was told")
        return switch generator.pick(0...11) {
        case 0: .retryable(failure, after: .zero)
        case 1: .snoozed(.zero, reason: "soon")
        case 2: .dead(failure)
        case 3: .released
        case 4...5: .awaitingReview(.null)
        default: .completed(.null, memo: nil)
        }
    }

    private static func upkeep(_ fixture: JobsFixture, until end: ContinuousClock.Instant) async throws -> [RunID] {
        while .now < end {
            _ = try await fixture.store.promote()
            _ = try await fixture.store.reclaim(crashLimit: 3)
            _ = try await fixture.store.cancelWaiting()
            try await Task.sleep(for: .milliseconds(5))
        }
        return []
    }

    /// Keeps some runs going, and decides over them. - Returns: the runs.
    private static func operate(
        _ fixture: JobsFixture, _ seed: UInt64, until end: ContinuousClock.Instant
    ) async throws -> [RunID] {
        var generator = SeededGenerator(seed: seed)
        var (open, ended): ([RunID], [RunID]) = ([], [])
        while .now < end {
            if open.count < 6 { open.append(try await fixture.run(items: items, stages: stages)) }
            let run = generator.pick(open)
            if try await fixture.state(run).isTerminal, generator.oneIn(3) {
                open.removeAll { $0 == run }
                ended.append(run)
                continue
            }
            do { try await decide(over: run, fixture, &generator) } catch is CatalogError {
                // The run is over, or the job is decided: an operator is told so.
            }
            try await Task.sleep(for: .milliseconds(2))
        }
        return open + ended
    }

    private static func decide(
        over run: RunID, _ fixture: JobsFixture, _ generator: inout SeededGenerator
    ) async throws {
        switch generator.pick(0...9) {
        case 0: try await fixture.runs.pause(run, by: "ana")
        case 1...2: try await fixture.runs.resume(run, by: "ana")
        case 3 where generator.oneIn(8): try await fixture.runs.cancel(run, by: "ana")
        case 4...5:
            let dead = try await fixture.runs.dead(in: run, limit: 20).map(\.id)
            _ = try await fixture.runs.retryDead(dead.shuffled(using: &generator), by: "ana")
        default:
            for job in try await fixture.runs.reviews(in: run, limit: 5) {
                try await fixture.runs.decide(job.id, approve: !generator.oneIn(4), by: "ana")
            }
        }
    }

    /// Nothing is left to chance any more.
    private static func finish(_ fixture: JobsFixture, _ runs: [RunID]) async throws {
        let worker = try await fixture.worker()
        for run in runs where try await fixture.state(run) == .running { try await fixture.runs.resume(run, by: "ana") }
        for _ in 0..<20 {
            _ = try await fixture.store.reclaim(crashLimit: 1_000)
            _ = try await fixture.store.promote()
            _ = try await fixture.store.cancelWaiting()
            for job in try await fixture.runs.reviews(limit: 1_000) {
                try await fixture.runs.decide(job.id, approve: true, by: "ana")
            }
            for stage in stages { try await fixture.completeAll(stage, by: worker) }
        }
        for run in runs { #expect(try await fixture.state(run).isTerminal, "run \(run) does not end") }
    }

    /// Chunks and runs whose counters are not what their jobs say.
    private static func differences(_ owner: PostgresPool) async throws -> [String] {
        try await owner.query(
            """
            WITH last AS (
                SELECT DISTINCT ON (job.item_id) job.run_id, job.chunk_no, job.state,
                    job.stage = run.stages[cardinality(run.stages)] AS is_last
                FROM presswork.job JOIN presswork.run ON run.id = job.run_id
                ORDER BY job.item_id, array_position(run.stages, job.stage) DESC
            ),
            truth AS (
                SELECT run_id, chunk_no AS no,
                    count(*) FILTER (WHERE state NOT IN ('completed', 'dead', 'cancelled')) AS remaining,
                    count(*) FILTER (WHERE state = 'completed' AND is_last) AS completed,
                    count(*) FILTER (WHERE state = 'dead') AS dead,
                    count(*) FILTER (WHERE state = 'cancelled' OR state = 'completed' AND NOT is_last) AS cancelled
                FROM last GROUP BY run_id, chunk_no
            )
            SELECT 'chunk ' || chunk::text || ' is not ' || truth::text
            FROM presswork.chunk JOIN truth USING (run_id, no)
            WHERE (chunk.remaining, chunk.completed, chunk.dead, chunk.cancelled)
                <> (truth.remaining, truth.completed, truth.dead, truth.cancelled)
            UNION ALL
            SELECT 'run ' || run.id::text || ' counts ' || run.completed || ', ' || run.dead || ', ' || run.cancelled
            FROM presswork.run CROSS JOIN LATERAL (
                SELECT sum(completed) AS completed, sum(dead) AS dead, sum(cancelled) AS cancelled
                FROM presswork.chunk WHERE chunk.run_id = run.id
            ) AS chunks
            WHERE (run.completed, run.dead, run.cancelled) <> (chunks.completed, chunks.dead, chunks.cancelled)
                OR run.open_chunks <> 0
            """
        ).decode((String).self)
    }
}
