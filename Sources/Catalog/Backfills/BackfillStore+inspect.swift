package import Pipelines
import Postgres

extension BackfillStore {
    /// Backfills, newest first. - Parameter id: only that one.
    package func list(
        _ id: BackfillID? = nil, limit: Int = 50, for tenant: TenantID
    ) async throws -> [BackfillSummary] {
        try await database.query(
            """
            SELECT backfill.id, pipeline.name, backfill.mode, backfill.from_at, backfill.to_at, backfill.newest_first,
                backfill.concurrency, backfill.reprocess, backfill.state, backfill.actor, backfill.created_at,
                backfill.finished_at, backfill.paused_at, count.times, count.waiting, count.runs
            FROM presswork.backfill JOIN presswork.pipeline ON pipeline.id = backfill.pipeline_id
            CROSS JOIN LATERAL (
                SELECT coalesce(sum(ticks), 0)::bigint AS times,
                    coalesce(sum(ticks) FILTER (WHERE state IS NULL), 0)::bigint AS waiting,
                    coalesce(jsonb_object_agg(state, ticks) FILTER (WHERE state IS NOT NULL), '{}') AS runs
                FROM (
                    SELECT run.state::text AS state, count(*) AS ticks
                    FROM presswork.backfill_tick AS tick LEFT JOIN presswork.run ON run.id = tick.run_id
                    WHERE tick.tenant_id = backfill.tenant_id AND tick.backfill_id = backfill.id
                    GROUP BY run.state
                ) AS part
            ) AS count
            WHERE \(nullable: id)::uuid IS NULL OR backfill.id = \(nullable: id)
            ORDER BY backfill.created_at DESC LIMIT \(limit)
            """, in: tenant
        ).map { try BackfillSummary($0) }
    }

    /// Its times with their runs, in the order in which they are made.
    package func ticks(of id: BackfillID, for tenant: TenantID) async throws -> [BackfillSummary.Tick] {
        try await database.query(
            """
            SELECT tick.fire_at, tick.run_id, run.state::text AS state
            FROM presswork.backfill
            JOIN presswork.backfill_tick AS tick
                ON tick.tenant_id = backfill.tenant_id AND tick.backfill_id = backfill.id
            LEFT JOIN presswork.run ON run.id = tick.run_id
            WHERE backfill.id = \(id)
            ORDER BY CASE WHEN backfill.newest_first THEN tick.fire_at END DESC, tick.fire_at
            """, in: tenant
        ).map { row in
            BackfillSummary.Tick(
                fireAt: try row.decodeDate("fire_at"), run: try row.decode("run_id"), state: try row.decode("state"))
        }
    }
}

extension BackfillSummary {
    /// Reads a row of the list.
    init(_ row: PostgresRow) throws {
        guard let reprocess = NewBackfill.Reprocess(rawValue: try row.decode("reprocess")),
            let state = State(rawValue: try row.decode("state")), let mode = RunMode(rawValue: try row.decode("mode"))
        else { throw CatalogError(.invalid, "a backfill cannot be read; use the program that made it") }
        self.init(
            id: try row.decode("id"), pipeline: try row.decode("name"), mode: mode, from: try row.decodeDate("from_at"),
            to: try row.decodeDate("to_at"), newestFirst: try row.decode("newest_first"),
            concurrency: try row.decode("concurrency"), reprocess: reprocess, state: state,
            actor: try row.decode("actor"), createdAt: try row.decodeDate("created_at"),
            finishedAt: try row.decodeOptionalDate("finished_at"),
            pausedAt: try row.decodeOptionalDate("paused_at"), times: try row.decode("times"),
            waiting: try row.decode("waiting"), runs: try row.decodeJSON("runs"))
    }
}
