extension JobSQL {
    /// $1 ids, $2 attempts, $3 states, $4 delays (intervals or NULL), $5 outputs, $6 errors, $7 memo keys, $8 whether
    /// the memo held the output, $9 worker, $10 claims of which nothing runs any more, $11 ids for the jobs that come
    /// next, $12 whether the worker goes on with them, $13 an id for its claim of these.
    ///
    /// A row whose cancellation was requested is not given another chance: it ends cancelled unless it has finished.
    static let settle = settle(where: "true", isPlain: false)

    /// As ``settle``, for what ends completed and is in no fan: it moves nothing else.
    static let complete = settle(
        where: "past.state = 'completed' AND job.join_job_id IS NULL", isPlain: true)

    private static func settle(where condition: String, isPlain: Bool) -> String {
        ending(
            settled: """
                    UPDATE presswork.job AS job SET
                        state = CASE
                            WHEN job.cancel_requested_at IS NOT NULL
                                AND past.state IN ('retryable', 'snoozed', 'available', 'awaiting_review') THEN 'cancelled'
                            ELSE past.state::presswork.job_state END,
                        run_at = CASE WHEN past.delay IS NULL THEN job.run_at ELSE now() + past.delay END,
                        finished_at = CASE
                            WHEN job.cancel_requested_at IS NOT NULL OR past.state IN ('completed', 'cancelled', 'dead')
                                THEN now() END,
                        errors = job.errors + (past.state IN ('retryable', 'dead'))::integer,
                        output = past.output, reused = past.reused,
                        last_error = coalesce(past.error, job.last_error)
                    FROM unnest(
                            $1::uuid[], $2::bigint[], $3::text[], $4::interval[], $5::jsonb[], $6::jsonb[], $7::bytea[],
                            $8::boolean[], $11::uuid[], $12::boolean[])
                        AS past (id, attempt, state, delay, output, error, memo_key, reused, successor_id, is_wanted)
                    WHERE job.id = past.id AND job.attempt = past.attempt AND job.worker_id = $9::uuid
                        AND job.state::text = 'running' AND \(condition)
                """,
            memoKey: "past.memo_key", successor: "past.successor_id",
            following: Follower(isWanted: "past.is_wanted", worker: "$9::uuid", claim: "$13::uuid"),
            places: ["done AS (DELETE FROM presswork.claim WHERE claim.id = ANY ($10::uuid[]))"], isPlain: isPlain)
    }

    /// Of jobs that a repeated settle did not move, those that its first sending had: $1 ids, $2 attempts, $3 worker.
    static let alreadySettled = """
        SELECT job.id, job.state::text AS state
        FROM unnest($1::uuid[], $2::bigint[]) AS past (id, attempt)
        JOIN presswork.job ON job.id = past.id AND job.attempt = past.attempt AND job.worker_id = $3::uuid
            AND job.state::text <> 'running'
        """
}
