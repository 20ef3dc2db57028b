extension JobSQL {
    /// Makes due jobs available: $1 at most so many.
    static let promote = """
        UPDATE presswork.job SET state = 'available'
        WHERE job.id = ANY (ARRAY(
                SELECT due.id FROM presswork.job AS due
                WHERE due.state IN ('scheduled', 'retryable', 'snoozed') AND due.run_at <= now()
                ORDER BY due.run_at LIMIT $1::bigint FOR UPDATE SKIP LOCKED))
            AND job.state::text IN ('scheduled', 'retryable', 'snoozed')
        RETURNING job.stage
        """

    /// How long until the next job is due; NULL when none waits for its time.
    static let nextDue = """
        SELECT (min(run_at) - now())::interval AS due FROM presswork.job
        WHERE state IN ('scheduled', 'retryable', 'snoozed')
        """

    /// Jobs to offer: $1 stages, $2 at most so many a run in each of them, and where to begin: behind $6 in priority $5
    /// of run $3 and stage $4, half as many there; $7 keys that are used up. What is paused or cancelled is not looked
    /// at, however long its backlog is.
    static let available = """
        SELECT job.id, job.attempt, job.tenant_id, run.id AS run_id, wanted.stage, job.priority,
            run.concurrency IS NOT NULL OR \(anyLimit) AS limited, job.crashes > 0 AS suspect
        FROM presswork.run
        CROSS JOIN unnest($1::text[], $2::bigint[]) AS wanted (stage, most)
        LEFT JOIN unnest($3::uuid[], $4::text[], $5::smallint[], $6::uuid[]) AS seen (run_id, stage, priority, id)
            ON seen.run_id = run.id AND seen.stage = wanted.stage
        CROSS JOIN LATERAL (
            SELECT waiting.id, waiting.attempt, waiting.tenant_id, waiting.priority, waiting.crashes
            FROM presswork.job AS waiting
            WHERE waiting.run_id = run.id AND waiting.stage = wanted.stage AND waiting.state = 'available'
                AND (waiting.priority, waiting.id)
                    > (coalesce(seen.priority, -1), coalesce(seen.id, '00000000-0000-0000-0000-000000000000'))
                AND waiting.payload_version <= \(payloadVersion)
                AND (waiting.limit_key IS NULL
                    OR (NOT waiting.limit_key = ANY ($7::text[]) AND NOT EXISTS (
                        SELECT FROM presswork.gate
                        WHERE gate.limit_key = waiting.limit_key AND gate.paused_at IS NOT NULL
                            AND coalesce(gate.tenant_id, waiting.tenant_id) = waiting.tenant_id
                            AND coalesce(gate.stage, waiting.stage) = waiting.stage AND gate.pipeline IS NULL)))
            ORDER BY waiting.priority, waiting.id
            LIMIT CASE WHEN seen.id IS NULL THEN wanted.most ELSE (wanted.most + 1) / 2 END
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
