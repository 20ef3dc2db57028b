extension JobSQL {
    /// $1 id, $2 stages, $3 slots, $4 host, $5 version.
    static let enlist = """
        INSERT INTO presswork.worker (id, stages, slots, host, version)
        VALUES ($1::uuid, $2::text[], $3::bigint[], $4::text, $5::text)
        """

    /// Asks workers to finish what they have and leave: $1 ids.
    static let drain = """
        UPDATE presswork.worker SET draining = true
        WHERE worker.id = ANY ($1::uuid[]) AND worker.state::text = 'live' RETURNING worker.id
        """

    /// $1 worker, $2 jobs a second by stage. No row: this identity is over.
    static let beat = """
        UPDATE presswork.worker SET beat = beat + 1, seen_at = now(), rates = $2::jsonb
        WHERE worker.id = $1::uuid AND worker.state::text = 'live' RETURNING draining
        """

    /// Jobs of worker $1 that shall be cancelled.
    static let cancellations = """
        \(running("job.id", of: "claim.worker_id = $1::uuid")) AND job.cancel_requested_at IS NOT NULL
        """

    /// A worker that leaves in order: $1.
    static let discharge = "UPDATE presswork.worker SET state = 'dead' WHERE worker.id = $1::uuid"

    /// The beats of the live.
    static let beats = "SELECT id, beat FROM presswork.worker WHERE state = 'live'"

    /// $1 workers, $2 the beats at which they stopped.
    static let bury = """
        UPDATE presswork.worker SET state = 'dead'
        FROM unnest($1::uuid[], $2::bigint[]) AS silent (id, beat)
        WHERE worker.id = silent.id AND worker.beat = silent.beat AND worker.state::text = 'live'
        RETURNING worker.id
        """

    /// Takes running rows from the dead: $1 at most so many, $2 crashes after which a job is dead.
    static let reclaim = ending(
        settled: """
                UPDATE presswork.job AS job SET
                    state = (CASE
                        WHEN job.cancel_requested_at IS NOT NULL THEN 'cancelled'
                        WHEN job.crashes + 1 >= $2::bigint THEN 'dead'
                        ELSE 'available' END)::presswork.job_state,
                    crashes = job.crashes + 1,
                    finished_at = CASE
                        WHEN job.cancel_requested_at IS NOT NULL OR job.crashes + 1 >= $2::bigint THEN now() END,
                    last_error = jsonb_build_object(
                        'code', 'worker.lost', 'message', 'the worker ' || job.worker_id || ' stopped during the job')
                WHERE job.id = ANY (ARRAY(
                        SELECT orphan.id FROM presswork.worker JOIN presswork.claim ON claim.worker_id = worker.id
                        CROSS JOIN LATERAL (
                            SELECT lost.id FROM presswork.job AS lost
                            WHERE lost.id = ANY (claim.jobs) AND lost.worker_id = worker.id
                                AND lost.state::text = 'running'
                            FOR UPDATE SKIP LOCKED
                        ) AS orphan
                        WHERE worker.state = 'dead' LIMIT $1::bigint))
                    AND job.state::text = 'running'
            """,
        actor: "'reclaimer'")

    /// Claims of the dead of which nothing runs any more.
    static let pruneClaims = """
        DELETE FROM presswork.claim USING presswork.worker
        WHERE worker.id = claim.worker_id AND worker.state = 'dead' AND NOT EXISTS (
            SELECT FROM presswork.job
            WHERE job.id = ANY (claim.jobs) AND job.worker_id = claim.worker_id AND job.state::text = 'running')
        """
}
