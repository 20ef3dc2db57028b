import Pipelines
import Postgres

extension JobStore {
    /// Looks at the whole fleet: five counts in one round trip. Finished jobs are not counted: there may be millions.
    package func snapshot() async throws -> FleetSnapshot {
        let results = try await run(Self.snapshotQueries)
        var spent: [String: Int64] = [:]
        for row in results[4] { spent[try row.decode(at: 0), default: 0] += try row.decode(at: 1, as: Int64.self) }
        return FleetSnapshot(
            lanes: try results[0].compactMap(Self.lane), deliveries: try results[1].map(Self.deliveries),
            liveWorkers: try results[2].onlyRow.decode(at: 0), openRuns: try results[3].onlyRow.decode(at: 0),
            spent: spent)
    }

    /// Nil for a stage that this program does not know: the audit reports those.
    static func lane(_ row: PostgresRow) throws -> FleetSnapshot.Lane? {
        guard let stage = Stage(rawValue: try row.decode("stage")) else { return nil }
        return FleetSnapshot.Lane(
            stage: stage, priority: try row.decode("priority"), state: try row.decode("state"),
            count: try row.decode("jobs"), oldest: try row.decode("oldest"))
    }

    private static func deliveries(_ row: PostgresRow) throws -> FleetSnapshot.Deliveries {
        FleetSnapshot.Deliveries(
            kind: try row.decode("channel_kind"), state: try row.decode("state"), count: try row.decode("jobs"),
            oldest: try row.decode("oldest"))
    }

    /// Jobs that are not over, by stage, priority and state.
    static let laneCounts = PostgresQuery(
        trustedText: """
            SELECT stage, priority::bigint AS priority, state::text AS state, count(*) AS jobs,
                coalesce(extract(epoch FROM now() - min(since)), 0)::float8 AS oldest
            FROM (
                SELECT stage, priority, 'available'::presswork.job_state AS state, since FROM presswork.ready
                UNION ALL SELECT stage, priority, state, coalesce(run_at, since) FROM presswork.waiting
                UNION ALL \(JobSQL.running("job.stage, job.priority, job.state, job.claimed_at"))
            ) AS open
            GROUP BY stage, priority, state ORDER BY stage, priority, state
            """)

    private static let snapshotQueries: [PostgresQuery] = [
        laneCounts,
        """
        SELECT channel_kind, state, count(*) AS jobs,
            coalesce(extract(epoch FROM now() - min(armed_at)), 0)::float8 AS oldest
        FROM presswork.delivery GROUP BY channel_kind, state ORDER BY channel_kind, state
        """,
        "SELECT count(*) FROM presswork.worker WHERE state = 'live'",
        "SELECT count(*) FROM presswork.run WHERE state IN ('running', 'cancelling')",
        """
        SELECT currency, coalesce(sum(spent_micros), 0)::bigint FROM presswork.budget
        WHERE scope = 'month' AND key = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM') GROUP BY currency
        """,
    ]
}
