import Foundation
package import Pipelines
import Postgres

extension JobStore {
    /// Backfills under way. One whose pipeline cannot be read comes as its error.
    package func backfills() async throws -> [Result<DueBackfill, CatalogError>] {
        try await run(Self.openBackfills).map { row in
            let id = try row.decode("id", as: BackfillID.self)
            do {
                return .success(
                    DueBackfill(
                        id: id, tenant: try row.decode("tenant_id"),
                        mode: try row.decode("mode", as: String.self) == RunMode.live.rawValue ? .live : .rehearse,
                        parameters: try row.decodeJSON("parameters"), pipelineID: try row.decode("pipeline_id"),
                        pipeline: try row.decodeJSON("document")))
            } catch {
                return .failure(CatalogError(.invalid, "backfill \(id) cannot be read: \(error)", underlying: error))
            }
        }
    }

    /// Makes the next runs of a backfill, as many as may be open at a time; ends it when all of its runs have ended.
    ///
    /// One transaction holds the backfill's row: of two schedulers that do this at once, one finds it taken.
    /// - Returns: the runs that were made.
    @discardableResult
    package func advance(_ backfill: DueBackfill) async throws -> [RunID] {
        let key = PostgresParameter(backfill.id)
        return try await pool.withConnection { connection in
            try await connection.withTransaction { connection in
                func query(_ sql: String, _ parameters: PostgresParameter...) async throws -> PostgresResult {
                    try await connection.query(PostgresQuery(trustedText: sql, parameters))
                }
                guard try await query(Self.holdBackfill, key).count == 1 else { return [] }
                let moments = try await query(Self.nextTicks, key).map { try $0.decodeDate("fire_at") }
                var made: [RunID] = []
                for moment in moments {
                    let id = RunID.fresh()
                    let run = NewRun(
                        pipeline: backfill.pipelineID, stages: backfill.pipeline.stages, logicalTime: moment,
                        parameters: backfill.parameters, mode: backfill.mode, origin: .backfill, priority: .low,
                        actor: "backfill")
                    let tick = PostgresQuery(
                        trustedText: Self.fillTick,
                        [
                            PostgresParameter(backfill.tenant), key, PostgresParameter(PostgresTimestamp(moment)),
                            PostgresParameter(id),
                        ])
                    for outcome in try await connection.pipeline(try run.insertion(id, backfill.tenant) + [tick]) {
                        _ = try outcome.get()
                    }
                    made.append(id)
                }
                if made.isEmpty { _ = try await query(Self.endBackfill, key) }
                return made
            }
        }
    }

    private static let openBackfills = """
        SELECT backfill.id, backfill.tenant_id, backfill.mode, backfill.parameters, backfill.pipeline_id,
            pipeline.document
        FROM presswork.backfill JOIN presswork.pipeline ON pipeline.id = backfill.pipeline_id
        WHERE backfill.state = 'running' AND backfill.paused_at IS NULL
        """

    /// $1 backfill. No row: it is over or paused, or another scheduler is at it.
    private static let holdBackfill = """
        SELECT backfill.id FROM presswork.backfill
        WHERE backfill.id = $1::uuid AND backfill.state = 'running' AND backfill.paused_at IS NULL
        FOR UPDATE SKIP LOCKED
        """

    /// The times whose turn it is: $1 backfill.
    private static let nextTicks = """
        SELECT tick.fire_at FROM presswork.backfill
        JOIN presswork.backfill_tick AS tick
            ON tick.tenant_id = backfill.tenant_id AND tick.backfill_id = backfill.id
        WHERE backfill.id = $1::uuid AND tick.run_id IS NULL
        ORDER BY CASE WHEN backfill.newest_first THEN tick.fire_at END DESC, tick.fire_at
        LIMIT (
            SELECT greatest(0, backfill.concurrency - (\(openRuns))) FROM presswork.backfill
            WHERE backfill.id = $1::uuid)
        """

    /// Runs of `backfill` that have not ended.
    private static let openRuns = """
        SELECT count(*) FROM presswork.backfill_tick AS done JOIN presswork.run ON run.id = done.run_id
        WHERE done.tenant_id = backfill.tenant_id AND done.backfill_id = backfill.id
            AND run.state::text IN ('running', 'cancelling')
        """

    /// $1 tenant, $2 backfill, $3 time, $4 run.
    private static let fillTick = """
        UPDATE presswork.backfill_tick SET run_id = $4::uuid
        WHERE tenant_id = $1::uuid AND backfill_id = $2::uuid AND fire_at = $3::timestamptz AND run_id IS NULL
        """

    /// $1 backfill.
    private static let endBackfill = """
        WITH ended AS (
            UPDATE presswork.backfill SET state = 'completed', finished_at = now()
            WHERE backfill.id = $1::uuid AND backfill.state = 'running' AND (\(openRuns)) = 0
                AND NOT EXISTS (
                    SELECT FROM presswork.backfill_tick AS tick
                    WHERE tick.tenant_id = backfill.tenant_id AND tick.backfill_id = backfill.id
                        AND tick.run_id IS NULL)
            RETURNING backfill.tenant_id, backfill.id
        )
        INSERT INTO presswork.event (tenant_id, kind, actor, data)
        SELECT tenant_id, 'backfill.completed', 'fleet', jsonb_build_object('backfill', id) FROM ended
        """
}
