extension JobSQL {
    /// Inserts a chunk, its items and their first jobs, unless the chunk is there already.
    ///
    /// - Parameters:
    ///   - source: a SELECT of run_id and tenant_id: one row, or none when nothing may be inserted.
    ///   - excluding: a condition on `new` that leaves out what the run has already.
    ///   - fence: a further part of the statement, called `fence`: rows say that the caller still holds its job.
    ///
    /// $1 chunk number, $2 keys, $3 indices, $4 fields, $5 ids of the items, $6 ids of the jobs; the source's own
    /// parameters follow.
    /// - Returns: a statement with one row: how many items were inserted, and the rows of the fence.
    static func chunk(source: String, excluding: String = "true", fence: String = "SELECT") -> String {
        """
        WITH source AS (
            \(source)
        ),
        fresh AS MATERIALIZED (
            SELECT new.id, new.job_id, new.key, new.idx, new.fields
            FROM unnest($2::text[], $3::bigint[], $4::jsonb[], $5::uuid[], $6::uuid[])
                AS new (key, idx, fields, id, job_id)
            WHERE \(excluding)
        ),
        new_chunk AS (
            INSERT INTO presswork.chunk (run_id, no, tenant_id, remaining)
            SELECT source.run_id, $1::bigint, source.tenant_id, (SELECT count(*) FROM fresh)
            FROM source WHERE EXISTS (SELECT FROM fresh)
            ON CONFLICT (run_id, no) DO NOTHING
            RETURNING run_id, tenant_id, no
        ),
        new_item AS (
            INSERT INTO presswork.item (id, tenant_id, run_id, chunk_no, key, idx, fields)
            SELECT fresh.id, new_chunk.tenant_id, new_chunk.run_id, new_chunk.no, fresh.key, fresh.idx, fresh.fields
            FROM new_chunk, fresh
            RETURNING id
        ),
        new_job AS (
            INSERT INTO presswork.job (
                id, tenant_id, run_id, item_id, chunk_no, stage, priority, limit_key, state, run_at)
            SELECT fresh.job_id, new_chunk.tenant_id, new_chunk.run_id, fresh.id, new_chunk.no, run.stages[1],
                run.priority, pipeline.limit_keys ->> run.stages[1], \(firstState), run.start_at
            FROM new_chunk JOIN presswork.run ON run.id = new_chunk.run_id
                JOIN presswork.pipeline ON pipeline.id = run.pipeline_id, fresh
            RETURNING \(place)
        ),
        placed AS (
            \(newReady(["new_job"]))
        ),
        waits AS (
            \(waiting("new_job"))
        ),
        opened AS (
            UPDATE presswork.run SET open_chunks = run.open_chunks + 1
            FROM new_chunk WHERE run.id = new_chunk.run_id
        ),
        fence AS (
            \(fence)
        )
        SELECT (SELECT count(*) FROM new_item) AS items, (SELECT count(*) FROM fence) AS fenced,
            (SELECT count(pg_notify('\(workChannel)', stage)) FROM (SELECT DISTINCT stage FROM new_job) AS work) AS told
        """
    }

    /// For `expand`: fenced by $7 job, $8 attempt; $9 is the checkpoint for the next chunk.
    static let expandedChunk = chunk(
        source: """
            SELECT job.run_id, job.tenant_id FROM presswork.job
            WHERE job.id = $7::uuid AND job.attempt = $8::bigint AND job.state::text = 'running' FOR UPDATE
            """,
        excluding: """
            NOT EXISTS (SELECT FROM presswork.item JOIN source ON item.run_id = source.run_id WHERE item.key = new.key)
            """,
        fence: """
            UPDATE presswork.job SET checkpoint = $9::jsonb
            WHERE job.id = $7::uuid AND job.attempt = $8::bigint AND job.state::text = 'running'
            RETURNING job.id
            """)

    /// For a run that was just inserted by the same transaction, from items with distinct keys: $7 run.
    static let givenChunk = chunk(
        source: "SELECT run.id AS run_id, run.tenant_id FROM presswork.run WHERE run.id = $7::uuid")
}
