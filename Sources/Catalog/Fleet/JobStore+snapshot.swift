import Pipelines
import Postgres

extension JobStore {
    /// Looks at the whole fleet: five counts in one round trip. Finished jobs are not counted: there may be millions.
    package func snapshot() async throws -> FleetSnapshot {
        let results = try await run(Self.snapshotQueries)
        return FleetSnapshot(
            lanes: try results[0].decode((Stage, Int, JobState, Int, Double).self).map { row in
                FleetSnapshot.Lane(stage: row.0, priority: row.1, state: row.2, count: row.3, oldest: row.4)
            },
            deliveries: try results[1].decode((ChannelKind, DeliveryState, Int, Double).self).map { row in
                FleetSnapshot.Deliveries(kind: row.0, state: row.1, count: row.2, oldest: row.3)
            },
            liveWorkers: try results[2].onlyRow.decode(at: 0), openRuns: try results[3].onlyRow.decode(at: 0),
            spent: Dictionary(
                try results[4].decode((String, Int64).self).map { ($0.0, $0.1) }, uniquingKeysWith: +))
    }

    private static let snapshotQueries: [PostgresQuery] = [
        """
        SELECT stage, priority::integer, state, count(*),
            coalesce(extract(epoch FROM now() - min(coalesce(run_at, created_at))), 0)::float8
        FROM presswork.job WHERE state NOT IN ('completed', 'cancelled')
        GROUP BY stage, priority, state ORDER BY stage, priority, state
        """,
        """
        SELECT channel_kind, state, count(*), coalesce(extract(epoch FROM now() - min(armed_at)), 0)::float8
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
