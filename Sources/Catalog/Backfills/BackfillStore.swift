package import Foundation
package import Pipelines
import Postgres

/// The operators' side of backfills, as one tenant; the fleet's ``JobStore/advance(_:)`` makes the runs.
package struct BackfillStore: Sendable {
    /// The most times of one backfill.
    package static let limit = 10_000

    let database: TenantDatabase

    package init(database: TenantDatabase) {
        self.database = database
    }

    /// How each of `moments` stands: the state of the newest run that was made for it in this mode; nil where an open
    /// backfill is going to make one. Moments without a run, or with a cancelled one only, are left out.
    package func standing(
        of pipeline: String, _ mode: RunMode, at moments: [Date], for tenant: TenantID
    ) async throws -> [Date: RunState?] {
        let rows = try await database.query(
            """
            SELECT DISTINCT ON (at) at, state FROM (
                SELECT run.logical_time AS at, run.state::text AS state, run.created_at AS since
                FROM presswork.run JOIN presswork.pipeline ON pipeline.id = run.pipeline_id
                WHERE pipeline.name = \(pipeline) AND run.mode = \(mode.rawValue) AND run.state <> 'cancelled'
                    AND run.logical_time = ANY (\(moments.map { PostgresTimestamp($0) }))
                UNION ALL
                SELECT tick.fire_at, NULL, backfill.created_at
                FROM presswork.backfill JOIN presswork.pipeline ON pipeline.id = backfill.pipeline_id
                JOIN presswork.backfill_tick AS tick
                    ON tick.tenant_id = backfill.tenant_id AND tick.backfill_id = backfill.id
                WHERE pipeline.name = \(pipeline) AND backfill.mode = \(mode.rawValue) AND backfill.state = 'running'
                    AND tick.run_id IS NULL AND tick.fire_at = ANY (\(moments.map { PostgresTimestamp($0) }))
            ) AS known
            ORDER BY at, since DESC
            """, in: tenant)
        var standing: [Date: RunState?] = [:]
        for row in rows { standing.updateValue(try row.decode("state"), forKey: try row.decodeDate("at")) }
        return standing
    }

    /// Stores a backfill with its times.
    package func create(_ backfill: NewBackfill, for tenant: TenantID) async throws -> BackfillID {
        guard !backfill.moments.isEmpty, backfill.moments.count <= Self.limit, backfill.concurrency > 0 else {
            throw CatalogError(.invalid, "a backfill has 1 to \(Self.limit) times and makes at least one run at a time")
        }
        let id = BackfillID.fresh()
        let event = Event.New(
            kind: "backfill.ordered", actor: backfill.actor,
            data: .object(["backfill": .string("\(id)"), "times": .integer(Int64(backfill.moments.count))]))
        let rows = try await database.transaction(
            [
                """
                INSERT INTO presswork.backfill (
                    tenant_id, id, pipeline_id, mode, parameters, from_at, to_at, newest_first, concurrency, reprocess,
                    actor)
                VALUES (\(tenant), \(id), \(backfill.pipeline), \(backfill.mode.rawValue),
                    \(try PostgresJSON(encoding: backfill.parameters)),
                    \(PostgresTimestamp(backfill.range.lowerBound)), \(PostgresTimestamp(backfill.range.upperBound)),
                    \(backfill.newestFirst), \(backfill.concurrency), \(backfill.reprocess.rawValue), \(backfill.actor))
                """,
                """
                INSERT INTO presswork.backfill_tick (tenant_id, backfill_id, fire_at)
                SELECT \(tenant), \(id), fire_at
                FROM unnest(\(backfill.moments.map { PostgresTimestamp($0) })) AS tick (fire_at)
                """, try EventStore.insertion(event, tenant: tenant),
            ], in: tenant)
        guard rows[1].affectedRows == backfill.moments.count else {
            throw CatalogError(.invalid, "a time stands twice in a backfill")
        }
        return id
    }

    /// Makes no further runs; those that are open go on. - Throws: ``CatalogError`` `conflict` when it is not running.
    package func cancel(_ id: BackfillID, by actor: String, for tenant: TenantID) async throws {
        try await change(
            id,
            """
            UPDATE presswork.backfill SET state = 'cancelled', finished_at = now()
            WHERE id = \(id) AND state = 'running'
            """, "backfill.cancelled", actor, tenant)
    }

    /// Makes no further runs until ``resume(_:by:for:)``; those that are open go on. What it says holds from its commit on.
    package func pause(_ id: BackfillID, by actor: String, for tenant: TenantID) async throws {
        try await change(
            id,
            """
            UPDATE presswork.backfill SET paused_at = coalesce(paused_at, now())
            WHERE id = \(id) AND state = 'running'
            """, "backfill.paused", actor, tenant)
    }

    /// Makes its runs again.
    package func resume(_ id: BackfillID, by actor: String, for tenant: TenantID) async throws {
        try await change(
            id, "UPDATE presswork.backfill SET paused_at = NULL WHERE id = \(id) AND state = 'running'",
            "backfill.resumed", actor, tenant)
    }

    private func change(
        _ id: BackfillID, _ update: PostgresQuery, _ kind: String, _ actor: String, _ tenant: TenantID
    ) async throws {
        let event = Event.New(kind: kind, actor: actor, data: .object(["backfill": .string("\(id)")]))
        try await database.withTenant(tenant) { connection in
            let changed = try await connection.query(update)
            guard changed.affectedRows == 1 else {
                throw CatalogError(.conflict, "no backfill \(id) is under way; see: presswork backfills list")
            }
            try await connection.query(try EventStore.insertion(event, tenant: tenant))
        }
    }
}
