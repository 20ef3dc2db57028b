extension JobSQL {
    /// Runs, newest first: $1 at most so many, $2 one run or NULL, $3 a pipeline's name or NULL.
    static let runSummaries = """
        SELECT run.id, pipeline.name, run.state::text AS state, run.paused_at IS NOT NULL AS paused, run.mode,
            run.origin, run.logical_time, run.created_at, run.finished_at, count.remaining, count.completed, count.dead,
            count.cancelled
        FROM presswork.run JOIN presswork.pipeline ON pipeline.id = run.pipeline_id
        CROSS JOIN LATERAL (
            SELECT coalesce(sum(remaining), 0)::bigint AS remaining, coalesce(sum(completed), 0)::bigint AS completed,
                coalesce(sum(dead), 0)::bigint AS dead, coalesce(sum(cancelled), 0)::bigint AS cancelled
            FROM presswork.chunk WHERE chunk.run_id = run.id
        ) AS count
        WHERE ($2::uuid IS NULL OR run.id = $2::uuid) AND ($3::text IS NULL OR pipeline.name = $3::text)
        ORDER BY run.created_at DESC LIMIT $1::bigint
        """

    /// Jobs of run $1 by stage and state.
    static let stageCounts = """
        SELECT stage, state::text AS state, count(*) AS jobs, count(*) FILTER (WHERE reused) AS reused,
            coalesce(sum(extract(epoch FROM finished_at - claimed_at)), 0)::float8 AS seconds
        FROM presswork.job WHERE run_id = $1::uuid GROUP BY stage, state
        """

    private static let summary = """
        SELECT job.id, job.run_id, pipeline.name, job.stage, job.part, job.state::text AS state, item.key,
            job.attempt, job.errors, job.crashes, job.reused, job.last_error, job.created_at, job.claimed_at, job.finished_at,
            CASE WHEN job.state = 'awaiting_review' THEN job.output END AS output
        FROM presswork.job JOIN presswork.run ON run.id = job.run_id
        JOIN presswork.pipeline ON pipeline.id = run.pipeline_id
        LEFT JOIN presswork.item ON item.id = job.item_id
        """

    /// Failed jobs of run $1.
    static let failures = """
        \(summary) WHERE job.run_id = $1::uuid AND job.last_error IS NOT NULL AND job.state <> 'completed'
        ORDER BY job.claimed_at DESC NULLS LAST LIMIT 50
        """

    /// Jobs in the state $1 that wait for a person, oldest first: $2 at most so many, $3 a run or NULL.
    static let waitingForPerson = """
        \(summary) JOIN presswork.waiting ON waiting.job_id = job.id
        WHERE waiting.state = $1::text::presswork.job_state AND waiting.state IN ('awaiting_review', 'dead')
            AND ($3::uuid IS NULL OR waiting.run_id = $3::uuid)
        ORDER BY waiting.job_id LIMIT $2::bigint
        """

    /// Job $1.
    static let oneJob = "\(summary) WHERE job.id = $1::uuid"

    /// The jobs of the item with the key $2 in run $1, in the order in which they were made.
    static let itemJobs = "\(summary) WHERE job.run_id = $1::uuid AND item.key = $2::text ORDER BY job.id"

    /// Jobs of run $1, at most $2: item by item, each item's in the order in which they were made.
    static let runJobs = """
        \(summary) WHERE job.run_id = $1::uuid ORDER BY item.idx NULLS FIRST, job.id LIMIT $2::bigint
        """

    /// Live workers and those of the last hour.
    static let workers = """
        SELECT worker.id, worker.stages, worker.slots, worker.host, worker.version, worker.state::text = 'live' AS live,
            worker.draining, worker.started_at, worker.seen_at
        FROM presswork.worker
        WHERE worker.state = 'live' OR worker.seen_at > now() - interval '1 hour'
        ORDER BY worker.started_at DESC LIMIT 1000
        """
}
