extension JobSQL {
    /// Makes dead jobs available again and raises what their death had lowered: $1 jobs, $2 actor.
    ///
    /// The attempt goes on counting; the budgets begin anew. A job that died of its parts waits for them again, and they
    /// are revived with it, whichever of them was named; a part whose join still waits is revived alone.
    static let retryDead = """
        WITH asked AS MATERIALIZED (
            SELECT job.id, job.part, job.join_job_id FROM presswork.job
            WHERE job.id = ANY ($1::uuid[]) AND job.state::text = 'dead'
        ),
        whole AS MATERIALIZED (
            -- Joined to nothing, the part cannot lead the planner through the whole index of steps.
            SELECT job.id, job.run_id, job.item_id, job.stage, job.state::text AS state FROM presswork.job
            WHERE job.part || '' = '/join'
                AND job.id = ANY (ARRAY(SELECT DISTINCT coalesce(asked.join_job_id, asked.id) FROM asked))
        ),
        family AS MATERIALIZED (
            SELECT part.id, part.join_job_id FROM whole JOIN presswork.job AS part
                ON part.run_id = whole.run_id AND part.item_id = whole.item_id AND part.stage = whole.stage
            WHERE part.join_job_id = whole.id AND part.state::text = 'dead'
                AND (whole.state = 'dead' OR (whole.state = 'scheduled' AND part.id = ANY ($1::uuid[])))
        ),
        revived AS (
            UPDATE presswork.job SET errors = 0, crashes = 0, finished_at = NULL, run_at = NULL,
                state = (CASE WHEN EXISTS (SELECT FROM family WHERE family.join_job_id = job.id)
                    THEN 'scheduled' ELSE 'available' END)::presswork.job_state
            WHERE job.id = ANY (ARRAY(
                    SELECT asked.id FROM asked WHERE asked.join_job_id IS NULL
                    UNION SELECT whole.id FROM whole WHERE whole.state = 'dead'
                    UNION SELECT family.id FROM family))
                AND job.state::text = 'dead'
            RETURNING \(place), job.item_id, job.chunk_no, job.join_job_id
        ),
        placed AS (
            \(ready("revived"))
        ),
        waits AS (
            UPDATE presswork.waiting SET state = 'scheduled', since = now()
            FROM revived WHERE waiting.job_id = revived.id AND revived.state = 'scheduled'
        ),
        waited AS (
            \(notWaiting("revived")) AND job.state = 'available'
        ),
        raised_fan AS (
            UPDATE presswork.fan SET remaining = fan.remaining + part.parts
            FROM (
                SELECT revived.join_job_id, count(*) AS parts FROM revived
                WHERE revived.join_job_id IS NOT NULL GROUP BY revived.join_job_id
            ) AS part
            WHERE fan.join_job_id = part.join_job_id
        ),
        raised AS (
            SELECT run_id, chunk_no, count(*) AS items FROM revived WHERE chunk_no IS NOT NULL GROUP BY run_id, chunk_no
        ),
        locked_chunk AS MATERIALIZED (
            SELECT raised.*, chunk.remaining, chunk.completed, chunk.dead, chunk.cancelled
            FROM raised JOIN presswork.chunk ON chunk.run_id = raised.run_id AND chunk.no = raised.chunk_no
            ORDER BY chunk.run_id, chunk.no FOR UPDATE OF chunk
        ),
        raised_chunk AS (
            UPDATE presswork.chunk SET remaining = chunk.remaining + locked_chunk.items,
                dead = chunk.dead - locked_chunk.items
            FROM locked_chunk WHERE chunk.run_id = locked_chunk.run_id AND chunk.no = locked_chunk.chunk_no
        ),
        opening AS (
            SELECT run_id, sum(chunks) AS chunks, bool_or(unseal) AS unseal, sum(completed) AS completed,
                sum(dead) AS dead, sum(cancelled) AS cancelled
            FROM (
                SELECT run_id, (remaining = 0)::integer AS chunks, false AS unseal,
                    CASE WHEN remaining = 0 THEN completed ELSE 0 END AS completed,
                    CASE WHEN remaining = 0 THEN dead ELSE 0 END AS dead,
                    CASE WHEN remaining = 0 THEN cancelled ELSE 0 END AS cancelled
                FROM locked_chunk
                UNION ALL
                SELECT run_id, 0, true, 0, 1, 0 FROM revived WHERE chunk_no IS NULL AND join_job_id IS NULL
            ) AS part
            GROUP BY run_id
        ),
        locked_run AS MATERIALIZED (
            SELECT opening.* FROM opening JOIN presswork.run ON run.id = opening.run_id
            ORDER BY run.id FOR UPDATE OF run
        ),
        raised_run AS (
            UPDATE presswork.run SET open_chunks = run.open_chunks + opened.chunks,
                sealed = run.sealed AND NOT opened.unseal, completed = run.completed - opened.completed,
                dead = run.dead - opened.dead, cancelled = run.cancelled - opened.cancelled,
                state = CASE WHEN run.state IN ('cancelling', 'cancelled') THEN 'cancelling'::presswork.run_state
                    ELSE 'running' END,
                finished_at = NULL
            FROM locked_run AS opened WHERE run.id = opened.run_id
        ),
        event_row AS (
            INSERT INTO presswork.event (tenant_id, kind, actor, run_id, item_id, job_id)
            SELECT tenant_id, 'job.retried', $2::text, run_id, item_id, id FROM revived
        )
        SELECT count(*) AS revived,
            (SELECT count(pg_notify('\(workChannel)', stage)) FROM (SELECT DISTINCT stage FROM revived) AS work) AS told
        FROM revived
        """
}
