extension JobSQL {
    /// The items of a chunk as their jobs say: how many are under way, and how the others ended. Parts belong to the job
    /// that joins them. An item that goes on has exactly one unfinished job at any commit, because a settle inserts its
    /// successor.
    private static let truth = """
        CROSS JOIN LATERAL (
            SELECT count(*) AS items, count(*) FILTER (WHERE unfinished > 0) AS remaining,
                count(*) FILTER (WHERE unfinished = 0 AND reached_end) AS completed,
                count(*) FILTER (WHERE unfinished = 0 AND NOT reached_end AND died > 0) AS dead
            FROM (
                SELECT
                    count(*) FILTER (WHERE job.state::text NOT IN ('completed', 'cancelled', 'dead')) AS unfinished,
                    count(*) FILTER (WHERE job.state::text = 'dead') AS died,
                    bool_or(job.state::text = 'completed' AND job.stage = run.stages[cardinality(run.stages)])
                        AS reached_end
                FROM presswork.item JOIN presswork.job ON job.run_id = item.run_id AND job.item_id = item.id
                WHERE item.run_id = chunk.run_id AND item.chunk_no = chunk.no AND job.chunk_no IS NOT NULL
                GROUP BY item.id
            ) AS item
        ) AS truth
        """

    /// Chunks of active runs whose count differs from their jobs.
    static let wrongChunks = """
        SELECT chunk.run_id, chunk.no FROM presswork.run JOIN presswork.chunk ON chunk.run_id = run.id
        \(truth)
        WHERE run.state IN ('running', 'cancelling') AND truth.remaining <> chunk.remaining
        ORDER BY chunk.run_id, chunk.no LIMIT 1000
        """

    /// Locks a chunk, as every settle that counts in it does: $1 run, $2 chunk.
    static let lockChunk = """
        SELECT FROM presswork.chunk WHERE chunk.run_id = $1::uuid AND chunk.no = $2::bigint FOR UPDATE
        """

    /// Sets a locked chunk right: $1 run, $2 chunk. What people discarded goes on counting as dead.
    static let repairChunk = """
        UPDATE presswork.chunk SET remaining = seen.remaining, completed = seen.completed, dead = seen.dead,
            cancelled = seen.items - seen.remaining - seen.completed - seen.dead
        FROM (
            SELECT truth.items, truth.remaining, truth.completed, greatest(truth.dead,
                least(chunk.dead, truth.items - truth.remaining - truth.completed)) AS dead
            FROM presswork.run JOIN presswork.chunk ON chunk.run_id = run.id
            \(truth)
            WHERE run.id = $1::uuid AND chunk.no = $2::bigint
        ) AS seen
        WHERE chunk.run_id = $1::uuid AND chunk.no = $2::bigint
        """

    /// Locks a run, after its chunks: $1.
    static let lockRun = "SELECT FROM presswork.run WHERE run.id = $1::uuid FOR UPDATE"

    /// Counts a locked run's chunks anew: $1. An expand job that did not complete counts as one item.
    static let repairRun = """
        UPDATE presswork.run SET open_chunks = seen.open, completed = seen.completed,
            dead = seen.dead + expand.dead, cancelled = seen.cancelled + expand.cancelled
        FROM (
            SELECT count(*) FILTER (WHERE remaining > 0) AS open,
                coalesce(sum(completed) FILTER (WHERE remaining = 0), 0) AS completed,
                coalesce(sum(dead) FILTER (WHERE remaining = 0), 0) AS dead,
                coalesce(sum(cancelled) FILTER (WHERE remaining = 0), 0) AS cancelled
            FROM presswork.chunk WHERE chunk.run_id = $1::uuid
        ) AS seen, (
            SELECT count(*) FILTER (WHERE job.state::text = 'dead') AS dead,
                count(*) FILTER (WHERE job.state::text = 'cancelled') AS cancelled
            FROM presswork.job WHERE job.run_id = $1::uuid AND job.item_id IS NULL
        ) AS expand
        WHERE run.id = $1::uuid AND run.state IN ('running', 'cancelling')
        """

    /// Runs that are over and do not say so.
    static let endedRuns = """
        UPDATE presswork.run SET finished_at = now(), state = CASE
            WHEN run.state = 'cancelling' THEN 'cancelled'::presswork.run_state
            WHEN run.dead = 0 THEN 'completed' WHEN run.completed > 0 THEN 'partly_failed' ELSE 'failed' END
        WHERE run.state IN ('running', 'cancelling') AND run.sealed AND run.open_chunks = 0
        RETURNING run.id, pg_notify('\(endChannel)', run.id::text)
        """

    /// Waiting jobs of runs that have ended: nobody will look at them again. At most $1.
    static let strayJobs = """
        WITH settled AS (
            UPDATE presswork.job SET state = 'cancelled', finished_at = now()
            WHERE job.id = ANY (ARRAY(
                    SELECT stray.id FROM (
                        SELECT ready.run_id, ready.job_id, 'available' AS state FROM presswork.ready
                        UNION ALL
                        SELECT waiting.run_id, waiting.job_id, waiting.state::text FROM presswork.waiting
                        WHERE waiting.state IN ('scheduled', 'retryable', 'snoozed')
                    ) AS place
                    JOIN presswork.run ON run.id = place.run_id AND run.state NOT IN ('running', 'cancelling')
                    JOIN presswork.job AS stray ON stray.id = place.job_id AND stray.state::text = place.state
                    LIMIT $1::bigint FOR UPDATE OF stray SKIP LOCKED))
                AND job.state::text IN ('available', 'scheduled', 'retryable', 'snoozed')
            RETURNING \(place)
        ),
        \(waitedPlaces.joined(separator: ",\n"))
        SELECT FROM settled
        """

    /// Running jobs whose worker nobody knows: it is written down as dead, and the reclaimer takes them.
    static let lostWorkers = """
        INSERT INTO presswork.worker (id, stages, slots, host, version, state)
        SELECT DISTINCT worker_id, '{}'::text[], '{}'::integer[], 'unknown', 'unknown', 'dead'::presswork.worker_state
        FROM (
            \(running("job.worker_id", of: "NOT EXISTS (SELECT FROM presswork.worker WHERE worker.id = claim.worker_id)"))
        ) AS lost
        ON CONFLICT DO NOTHING
        RETURNING worker.id
        """

    /// Available jobs that this program leaves alone, by stage and version: $1 the stages that it knows.
    static let unknownJobs = """
        SELECT ready.stage, ready.payload_version, count(*) AS jobs
        FROM presswork.run JOIN presswork.ready ON ready.run_id = run.id
        WHERE run.state IN ('running', 'cancelling')
            AND (NOT ready.stage = ANY ($1::text[]) OR ready.payload_version > \(payloadVersion))
        GROUP BY ready.stage, ready.payload_version
        """
}
