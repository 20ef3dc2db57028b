extension JobSQL {
    /// Makes due jobs available: $1 at most so many.
    static let promote = """
        WITH due AS (
            UPDATE presswork.job SET state = 'available'
            WHERE job.id = ANY (ARRAY(
                    SELECT late.id FROM presswork.waiting
                    JOIN presswork.job AS late ON late.id = waiting.job_id AND late.state = waiting.state
                    WHERE waiting.run_at <= now()
                    ORDER BY waiting.run_at LIMIT $1::bigint FOR UPDATE OF late SKIP LOCKED))
                AND job.state::text IN ('scheduled', 'retryable', 'snoozed')
            RETURNING \(place)
        ),
        waited AS (
            \(notWaiting("due"))
        ),
        placed AS (
            \(ready("due"))
        )
        SELECT due.stage FROM due
        """

    /// How long until the next job is due; NULL when none waits for its time.
    static let nextDue = """
        SELECT (min(run_at) - now())::interval AS due FROM presswork.waiting WHERE run_at IS NOT NULL
        """

    /// Jobs to offer: $1 stages, $2 at most so many a run in each of them, and where to begin: behind $6 in priority $5
    /// of run $3 and stage $4, at most $8 there; $7 keys that are used up. What is paused or cancelled is not looked at,
    /// however long its backlog is.
    static let available = """
        SELECT job.job_id, job.attempt, job.tenant_id, run.id AS run_id, wanted.stage, job.priority,
            run.concurrency IS NOT NULL OR \(anyLimit) AS limited, job.is_suspect
        FROM presswork.run
        CROSS JOIN unnest($1::text[], $2::bigint[], $8::bigint[]) AS wanted (stage, most, behind)
        LEFT JOIN unnest($3::uuid[], $4::text[], $5::smallint[], $6::uuid[]) AS seen (run_id, stage, priority, id)
            ON seen.run_id = run.id AND seen.stage = wanted.stage
        CROSS JOIN LATERAL (
            SELECT ready.job_id, ready.attempt, ready.tenant_id, ready.priority, ready.is_suspect
            FROM presswork.ready
            WHERE ready.run_id = run.id AND ready.stage = wanted.stage
                AND (ready.priority, ready.job_id)
                    > (coalesce(seen.priority, -1), coalesce(seen.id, '00000000-0000-0000-0000-000000000000'))
                AND ready.payload_version <= \(payloadVersion)
                AND (ready.limit_key IS NULL
                    OR (NOT ready.limit_key = ANY ($7::text[]) AND NOT EXISTS (
                        SELECT FROM presswork.gate
                        WHERE gate.limit_key = ready.limit_key AND gate.paused_at IS NOT NULL
                            AND coalesce(gate.tenant_id, ready.tenant_id) = ready.tenant_id
                            AND coalesce(gate.stage, ready.stage) = ready.stage AND gate.pipeline IS NULL)))
            ORDER BY ready.priority, ready.job_id
            LIMIT CASE WHEN seen.id IS NULL THEN wanted.most ELSE wanted.behind END
        ) AS job
        WHERE run.state = 'running' AND run.paused_at IS NULL AND \(lanePasses)
        """

    private static let lanePasses = passes(
        tenant: "run.tenant_id", stage: "wanted.stage", limitKey: "NULL",
        pipeline: "(SELECT pipeline.name FROM presswork.pipeline WHERE pipeline.id = run.pipeline_id)")

    /// Slots of live workers by stage.
    static let slots = """
        SELECT lane.stage, sum(lane.slots)::bigint AS slots
        FROM presswork.worker CROSS JOIN unnest(worker.stages, worker.slots) AS lane (stage, slots)
        WHERE worker.state = 'live' AND NOT worker.draining GROUP BY lane.stage
        """
}
