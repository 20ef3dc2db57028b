extension JobSQL {
    /// Jobs of runs that ended more than $1 ago: at most $2.
    static let pruneJobs = """
        WITH pruned AS (
            DELETE FROM presswork.job WHERE job.id = ANY (ARRAY(
                SELECT old.id FROM presswork.run CROSS JOIN LATERAL (
                    SELECT job.id FROM presswork.job WHERE job.run_id = run.id LIMIT $2::bigint) AS old
                WHERE run.finished_at < now() - $1::interval LIMIT $2::bigint))
            RETURNING job.id
        ),
        waited AS (
            \(notWaiting("pruned"))
        )
        SELECT FROM pruned
        """

    /// Items of runs that ended more than $1 ago and have no jobs any more: at most $2.
    static let pruneItems = """
        DELETE FROM presswork.item WHERE item.id = ANY (ARRAY(
            SELECT old.id FROM presswork.run CROSS JOIN LATERAL (
                SELECT item.id FROM presswork.item WHERE item.run_id = run.id LIMIT $2::bigint) AS old
            WHERE run.finished_at < now() - $1::interval
                AND NOT EXISTS (SELECT FROM presswork.job WHERE job.run_id = run.id)
            LIMIT $2::bigint))
        """

    /// Memo rows made more than $1 ago: at most $2.
    static let pruneMemo = """
        DELETE FROM presswork.memo WHERE (memo.tenant_id, memo.key) IN (
            SELECT old.tenant_id, old.key FROM presswork.memo AS old
            WHERE old.created_at < now() - $1::interval LIMIT $2::bigint)
        """

    /// Dead workers without jobs, not seen for $1: at most $2.
    static let pruneWorkers = """
        DELETE FROM presswork.worker WHERE worker.id = ANY (ARRAY(
            SELECT old.id FROM presswork.worker AS old
            WHERE old.state = 'dead' AND old.seen_at < now() - $1::interval
                AND NOT EXISTS (SELECT FROM presswork.claim WHERE claim.worker_id = old.id)
            LIMIT $2::bigint))
        """
}
