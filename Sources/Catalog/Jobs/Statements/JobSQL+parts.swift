extension JobSQL {
    /// Stores parts of a running job, with the job that joins them: $1 job, $2 attempt, $3 an id for the joining job,
    /// $4 keys, $5 payloads, $6 limit keys, $7 checkpoint.
    ///
    /// From the first parts on the job is one of the fan itself: it leaves its chunk to the joining job, and its end lowers
    /// the fan as a part's does. So nothing joins before the last parts are stored, and sealing needs no step of its own.
    /// A job that is to be cancelled gets none: its run may have ended without it, as what joins them was cancelled.
    /// - Returns: one row: how many parts were inserted, how many the fan has, and the rows of the fence.
    static let splitJob = """
        WITH source AS MATERIALIZED (
            SELECT job.id, job.tenant_id, job.run_id, job.item_id, job.chunk_no, job.stage, job.priority, job.limit_key,
                job.input, job.join_job_id IS NULL AS is_first, coalesce(job.join_job_id, $3::uuid) AS join_id
            FROM presswork.job
            WHERE job.id = $1::uuid AND job.attempt = $2::bigint AND job.state::text = 'running'
                AND job.cancel_requested_at IS NULL
            FOR UPDATE
        ),
        new_join AS (
            INSERT INTO presswork.job (
                id, tenant_id, run_id, item_id, chunk_no, stage, part, priority, limit_key, state, input)
            SELECT join_id, tenant_id, run_id, item_id, chunk_no, stage, '/join', priority, limit_key, 'scheduled', input
            FROM source WHERE is_first
            RETURNING \(place)
        ),
        new_part AS (
            INSERT INTO presswork.job (
                tenant_id, run_id, item_id, stage, part, priority, join_job_id, limit_key, input)
            SELECT source.tenant_id, source.run_id, source.item_id, source.stage, part.key, source.priority,
                source.join_id, part.limit_key, jsonb_build_object('$part', part.payload)
            FROM source, unnest($4::text[], $5::jsonb[], $6::text[]) AS part (key, payload, limit_key)
            ON CONFLICT (run_id, item_id, stage, part) DO NOTHING
            RETURNING \(place)
        ),
        placed AS (
            \(newReady(["new_part"]))
        ),
        waits AS (
            \(waiting("new_join"))
        ),
        counted AS (
            INSERT INTO presswork.fan (join_job_id, tenant_id, run_id, remaining)
            SELECT join_id, tenant_id, run_id, is_first::integer + (SELECT count(*) FROM new_part) FROM source
            ON CONFLICT (join_job_id) DO UPDATE SET remaining = fan.remaining + excluded.remaining
            RETURNING remaining
        ),
        fence AS (
            UPDATE presswork.job SET join_job_id = source.join_id, chunk_no = NULL, checkpoint = $7::jsonb
            FROM source WHERE job.id = source.id
            RETURNING job.id
        )
        SELECT (SELECT count(*) FROM new_part) AS parts, (SELECT sum(remaining)::bigint FROM counted) AS remaining,
            (SELECT count(*) FROM fence) AS fenced,
            (SELECT count(pg_notify('\(workChannel)', stage)) FROM (SELECT DISTINCT stage FROM new_part) AS work) AS told
        """

    /// The inputs of joining jobs, which are those of their parts: $1 ids.
    static let joinInputs = "SELECT id, input FROM presswork.job WHERE id = ANY ($1::uuid[])"

    /// What a joining job joins, the job that made the parts first: $1 its id.
    static let joinedParts = """
        SELECT part.part, part.state::text AS state, part.output
        FROM presswork.job AS whole JOIN presswork.job AS part
            ON part.run_id = whole.run_id AND part.item_id = whole.item_id AND part.stage = whole.stage
        WHERE whole.id = $1::uuid AND part.join_job_id = whole.id
        ORDER BY part.part
        """

    /// Fans whose count differs from their parts, and fans that are complete while their join still waits.
    static let wrongFans = """
        SELECT fan.join_job_id
        FROM presswork.run JOIN presswork.fan ON fan.run_id = run.id
        JOIN presswork.job AS whole ON whole.id = fan.join_job_id
        \(fanTruth)
        WHERE run.state IN ('running', 'cancelling')
            AND (truth.unfinished <> fan.remaining OR (truth.unfinished = 0 AND whole.state::text = 'scheduled'))
        LIMIT 1000
        """

    private static let fanTruth = """
        CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE part.state::text NOT IN ('completed', 'cancelled', 'dead')) AS unfinished
            FROM presswork.job AS part
            WHERE part.run_id = whole.run_id AND part.item_id = whole.item_id AND part.stage = whole.stage
                AND part.join_job_id = whole.id
        ) AS truth
        """

    /// Locks a fan, as every settle that counts in it does: $1 its joining job.
    static let lockFan = "SELECT FROM presswork.fan WHERE fan.join_job_id = $1::uuid FOR UPDATE"

    /// Sets a locked fan right: $1 its joining job.
    static let repairFan = """
        UPDATE presswork.fan SET remaining = truth.unfinished
        FROM presswork.job AS whole
        \(fanTruth)
        WHERE fan.join_job_id = $1::uuid AND whole.id = $1::uuid
        """

    /// Lets the joining job of a complete fan go on: $1.
    static let join = """
        WITH joined AS (
            UPDATE presswork.job SET state = 'available'
            WHERE job.id = $1::uuid AND job.state::text = 'scheduled' AND job.run_at IS NULL
                AND EXISTS (SELECT FROM presswork.fan WHERE fan.join_job_id = $1::uuid AND fan.remaining = 0)
            RETURNING \(place)
        ),
        waited AS (
            \(notWaiting("joined"))
        ),
        placed AS (
            \(ready("joined"))
        )
        SELECT pg_notify('\(workChannel)', stage) FROM joined
        """

    /// Fans of runs that have no jobs any more: at most $1.
    static let pruneFans = """
        DELETE FROM presswork.fan WHERE fan.join_job_id = ANY (ARRAY(
            SELECT old.join_job_id FROM presswork.fan AS old
            WHERE NOT EXISTS (SELECT FROM presswork.job WHERE job.id = old.join_job_id) LIMIT $1::bigint))
        """
}
