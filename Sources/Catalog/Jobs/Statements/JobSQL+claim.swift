extension JobSQL {
    /// Read by position: see ``JobStore/claim(_:by:)``.
    private static let claimedColumns = """
        job.id, job.run_id, job.item_id, job.stage, job.part, job.attempt, job.errors, job.crashes, job.checkpoint,
        job.input, job.join_job_id
        """

    private static let withItems = """
        SELECT claimed.id, claimed.run_id, claimed.item_id, claimed.stage, claimed.part, claimed.attempt,
            claimed.errors, claimed.crashes, claimed.checkpoint, claimed.input, claimed.join_job_id,
            item.key, item.idx, item.fields
        FROM claimed LEFT JOIN presswork.item ON item.id = claimed.item_id
        """

    private static let claimPasses = passes(
        tenant: "job.tenant_id", stage: "job.stage", limitKey: "job.limit_key",
        pipeline: """
            (SELECT pipeline.name FROM presswork.run JOIN presswork.pipeline ON pipeline.id = run.pipeline_id
            WHERE run.id = job.run_id)
            """)

    /// $1 ids, $2 attempts as the entries say, $3 worker, $4 whether jobs that a worker has died with are taken too. The
    /// attempt that comes back is the fence. $5 an id for the claim.
    ///
    /// The run is asked in a scalar subquery, which the planner keeps where it stands: as EXISTS it becomes a join, and
    /// from a run's one row every job of the run is reached before any of $1 (9 s for 256 of 100,000 jobs).
    static let claim = """
        WITH claimed AS (
            UPDATE presswork.job AS job
            SET state = 'running', attempt = job.attempt + 1, worker_id = $3::uuid, claimed_at = now(), progress = NULL
            FROM unnest($1::uuid[], $2::bigint[]) AS entry (id, attempt)
            WHERE job.id = entry.id AND job.attempt = entry.attempt AND job.state::text = 'available'
                AND (
                    SELECT run.state::text = 'running' AND run.paused_at IS NULL
                    FROM presswork.run WHERE run.id = job.run_id)
                AND job.payload_version <= \(payloadVersion) AND ($4::boolean OR job.crashes = 0) AND \(claimPasses)
                AND EXISTS (SELECT FROM presswork.worker WHERE worker.id = $3::uuid AND worker.state::text = 'live')
            RETURNING \(claimedColumns), job.priority
        ),
        taken AS (
            \(notReady("claimed"))
        ),
        claim AS (
            INSERT INTO presswork.claim (id, worker_id, jobs)
            SELECT $5::uuid, $3::uuid, array_agg(claimed.id) FROM claimed HAVING count(*) > 0
        )
        \(withItems)
        """

    /// What a claim of $1 ids at $2 attempts, whose reply was lost, has not done, it cannot do any more: the rows that
    /// are still available move on to another attempt. One that is being done is waited for.
    static let outdate = """
        WITH outdated AS (
            UPDATE presswork.job AS job SET attempt = job.attempt + 1
            FROM unnest($1::uuid[], $2::bigint[]) AS entry (id, attempt)
            WHERE job.id = entry.id AND job.attempt = entry.attempt AND job.state::text = 'available'
            RETURNING \(place)
        ),
        moved AS (
            UPDATE presswork.ready SET attempt = job.attempt FROM outdated AS job WHERE \(readyPlace)
        )
        SELECT pg_notify('\(workChannel)', stage) FROM outdated
        """

    /// Rows among $1 that are running under worker $2 and not among $3: what that claim has done.
    static let adopt = """
        WITH claimed AS (
            SELECT \(claimedColumns) FROM presswork.job
            WHERE job.id = ANY ($1::uuid[]) AND job.worker_id = $2::uuid AND job.state::text = 'running'
                AND NOT job.id = ANY ($3::uuid[])
        )
        \(withItems)
        """

    /// What workers keep of runs: $1 ids.
    static let runs = """
        SELECT run.id, run.tenant_id, run.pipeline_id, run.logical_time, run.parameters, run.mode, run.origin,
            run.resend, run.refresh, run.stages, run.from_stage, run.selection, pipeline.document
        FROM presswork.run JOIN presswork.pipeline ON pipeline.id = run.pipeline_id
        WHERE run.id = ANY ($1::uuid[])
        """

    /// $1 tenants, $2 keys.
    static let recall = """
        SELECT memo.key, memo.output
        FROM unnest($1::uuid[], $2::bytea[]) AS wanted (tenant_id, key)
        JOIN presswork.memo ON memo.tenant_id = wanted.tenant_id AND memo.key = wanted.key
        """
}
