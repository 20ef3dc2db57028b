extension JobSQL {
    /// Schedules that are not paused, with the newest version of their pipelines.
    static let schedules = """
        SELECT schedule.id, schedule.tenant_id, schedule.cron, schedule.timezone, schedule.catchup,
            schedule.catchup_most, schedule.catchup_window, schedule.jitter, schedule.mode, schedule.parameters,
            schedule.decided_until, newest.id AS pipeline_id, newest.document
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

    /// $1 schedule, $2 fire time, $3 run, $4 mode. No row: another scheduler fired it, or a person has paused the
    /// schedule, changed its mode, or given the time up, since it was read.
    static let tick = """
        INSERT INTO presswork.tick (schedule_id, fire_at, tenant_id, run_id)
        SELECT schedule.id, $2::timestamptz, schedule.tenant_id, $3::uuid FROM presswork.schedule
        WHERE schedule.id = $1::uuid AND schedule.paused_at IS NULL AND schedule.mode = $4::text
            AND schedule.decided_until < $2::timestamptz
        FOR SHARE
        ON CONFLICT DO NOTHING RETURNING run_id
        """

    /// $1 schedule, $2 why it does not fire, $3 at which time. A row: this was not known.
    static let refuse = """
        WITH refused AS (
            UPDATE presswork.schedule SET refusal = $2::text
            WHERE schedule.id = $1::uuid AND schedule.refusal IS DISTINCT FROM $2::text
            RETURNING schedule.tenant_id, schedule.pipeline_name
        )
        INSERT INTO presswork.event (tenant_id, kind, actor, data)
        SELECT tenant_id, 'schedule.refused', 'schedule',
            jsonb_build_object('pipeline', pipeline_name, 'fire_at', $3::timestamptz, 'reason', $2::text)
        FROM refused RETURNING id
        """

    /// $1 schedule, $2 up to when its fire times are decided, $3 whether it fired at one.
    static let ticksDecided = """
        UPDATE presswork.schedule SET decided_until = greatest(decided_until, $2::timestamptz),
            refusal = CASE WHEN NOT $3::boolean THEN refusal END
        WHERE schedule.id = $1::uuid
        """
}
