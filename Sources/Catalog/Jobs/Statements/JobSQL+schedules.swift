extension JobSQL {
    /// Schedules that are not paused, with the newest version of their pipelines.
    static let schedules = """
        SELECT schedule.id, schedule.tenant_id, schedule.cron, schedule.timezone, schedule.catchup, schedule.mode,
            schedule.parameters, schedule.decided_until, newest.id AS pipeline_id, newest.document
        FROM presswork.schedule
        CROSS JOIN LATERAL (
            SELECT pipeline.id, pipeline.document FROM presswork.pipeline
            WHERE pipeline.tenant_id = schedule.tenant_id AND pipeline.name = schedule.pipeline_name
            ORDER BY pipeline.applied_at DESC LIMIT 1
        ) AS newest
        WHERE schedule.paused_at IS NULL
        """

    /// The server's time.
    static let now = "SELECT now() AS now"

    /// $1 schedule, $2 fire time, $3 tenant, $4 run. No row: another scheduler fired it.
    static let tick = """
        INSERT INTO presswork.tick (schedule_id, fire_at, tenant_id, run_id)
        VALUES ($1::uuid, $2::timestamptz, $3::uuid, $4::uuid) ON CONFLICT DO NOTHING RETURNING run_id
        """

    /// $1 schedule, $2 up to when its fire times are decided.
    static let ticksDecided = """
        UPDATE presswork.schedule SET decided_until = greatest(decided_until, $2::timestamptz)
        WHERE schedule.id = $1::uuid
        """
}
