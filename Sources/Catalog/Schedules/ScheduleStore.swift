package import Pipelines
import Postgres

/// The operators' side of schedules, as one tenant.
package struct ScheduleStore: Sendable {
    private let database: TenantDatabase

    package init(database: TenantDatabase) {
        self.database = database
    }

    /// Schedules, by their pipelines' names. - Parameter pipeline: only that one's.
    package func list(_ pipeline: String? = nil, for tenant: TenantID) async throws -> [ScheduleRecord] {
        try await database.query(
            """
            SELECT id, pipeline_name, cron, timezone, catchup, catchup_most, catchup_window, jitter, mode, parameters,
                paused_at, decided_until, refusal
            FROM presswork.schedule
            WHERE tenant_id = \(tenant) AND (\(nullable: pipeline)::text IS NULL OR pipeline_name = \(nullable: pipeline))
            ORDER BY pipeline_name
            """, in: tenant
        ).map { row in
            ScheduleRecord(
                id: try row.decode("id"), pipeline: try row.decode("pipeline_name"), spec: try ScheduleSpec(row),
                mode: try row.decode("mode", as: String.self) == RunMode.live.rawValue ? .live : .rehearse,
                parameters: try row.decodeJSON("parameters"), pausedAt: try row.decodeOptionalDate("paused_at"),
                decidedUntil: try row.decodeDate("decided_until"), refusal: try row.decode("refusal"))
        }
    }

    /// The newest ticks of a schedule with their runs, newest first.
    package func ticks(
        of schedule: ScheduleID, limit: Int, for tenant: TenantID
    ) async throws -> [ScheduleRecord.Tick] {
        try await database.query(
            """
            SELECT tick.fire_at, run.id, run.state::text AS state, run.mode, run.origin
            FROM presswork.tick JOIN presswork.run ON run.id = tick.run_id
            WHERE tick.schedule_id = \(schedule) ORDER BY tick.fire_at DESC LIMIT \(limit)
            """, in: tenant
        ).map { row in
            ScheduleRecord.Tick(
                fireAt: try row.decodeDate("fire_at"), run: try row.decode("id"), state: try row.decode("state"),
                mode: try row.decode("mode", as: String.self) == RunMode.live.rawValue ? .live : .rehearse,
                origin: RunOrigin(rawValue: try row.decode("origin")) ?? .schedule)
        }
    }

    /// Makes the runs of a schedule live, or rehearsals, from the next one on.
    /// - Throws: ``CatalogError`` `notFound`.
    package func set(_ mode: RunMode, of pipeline: String, by actor: String, for tenant: TenantID) async throws {
        try await change(
            "UPDATE presswork.schedule SET mode = \(mode.rawValue), refusal = NULL WHERE pipeline_name = \(pipeline)",
            "schedule.\(mode.rawValue)", pipeline, actor, tenant)
    }

    /// Keeps a schedule from firing; what it has made goes on.
    package func pause(_ pipeline: String, by actor: String, for tenant: TenantID) async throws {
        try await change(
            """
            UPDATE presswork.schedule SET paused_at = coalesce(paused_at, now()) WHERE pipeline_name = \(pipeline)
            """, "schedule.paused", pipeline, actor, tenant)
    }

    /// Lets a schedule fire again.
    /// - Parameter catchingUp: whether what it missed meanwhile follows its catch-up policy; otherwise it is given up.
    package func resume(
        _ pipeline: String, catchingUp: Bool, by actor: String, for tenant: TenantID
    ) async throws {
        try await change(
            """
            UPDATE presswork.schedule SET paused_at = NULL,
                decided_until = CASE WHEN paused_at IS NULL OR \(catchingUp) THEN decided_until ELSE now() END
            WHERE pipeline_name = \(pipeline)
            """, "schedule.resumed", pipeline, actor, tenant)
    }

    private func change(
        _ update: PostgresQuery, _ kind: String, _ pipeline: String, _ actor: String, _ tenant: TenantID
    ) async throws {
        let event = Event.New(kind: kind, actor: actor, data: .object(["pipeline": .string(pipeline)]))
        try await database.withTenant(tenant) { connection in
            guard try await connection.query(update).affectedRows == 1 else {
                throw CatalogError(
                    .notFound, "\(pipeline) does not run by itself: it has no `make`. See: presswork schedules list")
            }
            try await connection.query(try EventStore.insertion(event, tenant: tenant))
        }
    }
}
