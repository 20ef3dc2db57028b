import Foundation
import Pipelines
import Postgres

extension JobStore {
    /// Looks at the whole fleet, in one round trip.
    package func view() async throws -> FleetView {
        let results = try await run([
            Self.laneCounts, PostgresQuery(trustedText: Self.liveWorkers), PostgresQuery(trustedText: Self.totals),
        ])
        let workers = try results[1].map(Self.worker)
        let counts = try results[0].compactMap(Self.lane)
        let totals = try results[2].onlyRow
        return FleetView(
            at: try totals.decodeDate("at"),
            lanes: Stage.allCases.map { stage in
                Self.summary(of: stage, counts.filter { $0.stage == stage }, workers)
            }, workers: workers, openRuns: try totals.decode("runs"), unknownDeliveries: try totals.decode("unknown"),
            paused: try totals.decode("paused"), limited: try totals.decode("limited"))
    }

    private static func summary(
        of stage: Stage, _ counts: [FleetSnapshot.Lane], _ workers: [FleetView.Worker]
    ) -> FleetView.Lane {
        func count(_ states: JobState...) -> Int {
            counts.filter { states.contains($0.state) }.map(\.count).reduce(0, +)
        }
        let serving = workers.filter { $0.stages.contains(stage.rawValue) }
        return FleetView.Lane(
            stage: stage, slots: serving.filter { !$0.isDraining }.map { $0.slots(of: stage) }.reduce(0, +),
            running: count(.running),
            available: count(.available), delayed: count(.scheduled, .retryable, .snoozed),
            inReview: count(.awaitingReview), dead: count(.dead),
            perSecond: serving.compactMap { $0.perSecond[stage.rawValue] }.reduce(0, +),
            oldest: counts.filter { $0.state == .available }.map(\.oldest).max() ?? 0)
    }

    private static func worker(_ row: PostgresRow) throws -> FleetView.Worker {
        FleetView.Worker(
            id: try row.decode("id"), host: try row.decode("host"), stages: try row.decode("stages"),
            slots: try row.decode("slots"), running: try row.decode("running"), isDraining: try row.decode("draining"),
            perSecond: try row.decodeJSON("rates"), startedAt: try row.decodeDate("started_at"),
            seenAt: try row.decodeDate("seen_at"))
    }

    private static let liveWorkers = """
        SELECT worker.id, worker.host, worker.stages, worker.slots, worker.draining, worker.rates, worker.started_at,
            worker.seen_at, (\(JobSQL.running("count(*)", of: "claim.worker_id = worker.id"))) AS running
        FROM presswork.worker WHERE worker.state = 'live' ORDER BY worker.host, worker.started_at LIMIT 1000
        """

    private static let totals = """
        SELECT now() AS at,
            (SELECT count(*) FROM presswork.run WHERE state IN ('running', 'cancelling')) AS runs,
            (SELECT count(*) FROM presswork.delivery WHERE state = 'unknown') AS unknown,
            (SELECT count(*) FROM presswork.gate WHERE paused_at IS NOT NULL) AS paused,
            (SELECT count(*) FROM presswork.gate WHERE concurrency IS NOT NULL) AS limited
        """
}
