extension JobSQL {
    /// Completes a statement whose first part, `settled`, takes jobs out of a state: from the rows that really moved,
    /// successors, memo rows and events are inserted, chunks and runs are lowered and ended, and listeners told.
    ///
    /// - Parameters:
    ///   - settled: an UPDATE of `presswork.job AS job`, up to and without RETURNING.
    ///   - memoKey: an expression for the key under which a completed output is kept, or NULL.
    ///   - successor: an expression for the id of the job that comes next.
    ///   - following: who goes on at once with jobs that come next: they begin as running, and nobody is told of them.
    ///   - actor: an expression for who did it.
    ///   - places: further parts of the statement, which take the jobs from where they stood.
    ///   - isPlain: whether `settled` takes nothing but jobs that end completed and are in no fan. What else may become of
    ///     jobs is left out then: each part costs something, also where it has nothing to do.
    /// - Returns: a statement with one row a job that moved: id and state.
    ///
    /// Chunks, then runs, are locked in the order of their keys, so that batches that share some never deadlock.
    /// Replays move no rows, so they count nothing.
    static func ending(
        settled: String, memoKey: String = "NULL::bytea", successor: String = "presswork.uuid_v7()",
        following: Follower? = nil, actor: String = "'fleet'", places: [String] = [], isPlain: Bool = false
    ) -> String {
        let claims = following.map { ["followed AS (\(claim(of: "successor", by: $0)))"] } ?? []
        let counters = isPlain ? counts : "\(fans),\n\(counts)"
        let moves = isPlain ? [successorMoves] : [successorMoves] + otherMoves
        return """
            WITH settled AS (
            \(settled)
                RETURNING \(place), job.item_id, job.chunk_no, job.part, job.input, job.output, job.last_error,
                    job.join_job_id, \(memoKey) AS memo_key, \(successor) AS successor_id,
                \(following?.isWanted ?? "false") AS is_wanted
            ),
            \(successors(following)),
            \(counters),
            \((moves + claims + places).joined(separator: ",\n")),
            \(records(actor: actor, isPlain: isPlain))
            SELECT step.id, step.state::text AS state, (SELECT count(*) FROM told) AS told FROM step
            """
    }

    /// What comes next, and which items have come to their end, and how.
    private static func successors(_ following: Follower?) -> String {
        """
        settled_run AS MATERIALIZED (
            SELECT run.id, run.stages, run.state::text = 'running' AS going,
                run.concurrency IS NOT NULL OR \(anyLimit) AS limited, \(mayFollow(following)) AS may_follow,
                (SELECT limit_keys FROM presswork.pipeline WHERE pipeline.id = run.pipeline_id) AS limit_keys
            FROM presswork.run
            WHERE run.id = ANY (ARRAY(SELECT DISTINCT run_id FROM settled))
        ),
        step AS MATERIALIZED (
            SELECT settled.*, going, limited, limit_keys, may_follow AND is_wanted AS is_followed,
                CASE WHEN settled.item_id IS NOT NULL AND settled.join_job_id IS NULL AND settled.state = 'completed'
                    THEN stages[array_position(stages, settled.stage) + 1] END AS next
            FROM settled JOIN settled_run ON settled_run.id = settled.run_id
        ),
        successor AS (
            INSERT INTO presswork.job (
                id, tenant_id, run_id, item_id, chunk_no, stage, priority, limit_key, input, state, attempt,
                worker_id, claimed_at)
            SELECT successor_id, tenant_id, run_id, item_id, chunk_no, next, priority, limit_keys ->> next,
                input || jsonb_build_object(stage, output),
                (CASE WHEN is_followed THEN 'running' ELSE 'available' END)::presswork.job_state,
                is_followed::integer, CASE WHEN is_followed THEN \(following?.worker ?? "NULL::uuid") END,
                CASE WHEN is_followed THEN now() END
            FROM step WHERE next IS NOT NULL AND going
            ON CONFLICT (run_id, item_id, stage, part) DO NOTHING
            RETURNING \(place)
        ),
        memo_row AS (
            INSERT INTO presswork.memo (tenant_id, key, stage, output)
            SELECT DISTINCT ON (tenant_id, memo_key) tenant_id, memo_key, stage, output
            FROM settled WHERE state = 'completed' AND memo_key IS NOT NULL
            ORDER BY tenant_id, memo_key
            ON CONFLICT (tenant_id, key) DO UPDATE SET output = excluded.output, created_at = now()
        ),
        ended AS MATERIALIZED (
            -- Who finishes while the run is being cancelled stays completed, without successors: its item ends there.
            -- Of a part, only the part does.
            SELECT run_id, chunk_no, join_job_id,
                CASE WHEN state = 'dead' THEN 'dead' WHEN state = 'cancelled' OR next IS NOT NULL THEN 'cancelled'
                    ELSE 'completed' END AS ending
            FROM step
            WHERE state IN ('dead', 'cancelled') OR (state = 'completed' AND (next IS NULL OR NOT going))
        )
        """
    }

    /// Fans lowered by the parts that ended.
    private static let fans = """
        locked_fan AS MATERIALIZED (
            SELECT part.* FROM (
                SELECT join_job_id, count(*) AS parts FROM ended WHERE join_job_id IS NOT NULL GROUP BY join_job_id
            ) AS part JOIN presswork.fan ON fan.join_job_id = part.join_job_id
            ORDER BY fan.join_job_id FOR UPDATE OF fan
        ),
        lowered_fan AS (
            UPDATE presswork.fan SET remaining = fan.remaining - locked_fan.parts
            FROM locked_fan WHERE fan.join_job_id = locked_fan.join_job_id
            RETURNING fan.join_job_id, fan.remaining
        ),
        joined AS (
            UPDATE presswork.job SET state = 'available'
            FROM lowered_fan
            WHERE job.id = lowered_fan.join_job_id AND lowered_fan.remaining = 0 AND job.state::text = 'scheduled'
            RETURNING \(place)
        )
        """

    /// Chunks lowered by the items that ended, and runs by the chunks that closed.
    private static let counts = """
        lowered AS (
            SELECT run_id, chunk_no, count(*) AS items, count(*) FILTER (WHERE ending = 'completed') AS completed,
                count(*) FILTER (WHERE ending = 'dead') AS dead,
                count(*) FILTER (WHERE ending = 'cancelled') AS cancelled
            FROM ended WHERE chunk_no IS NOT NULL GROUP BY run_id, chunk_no
        ),
        locked_chunk AS MATERIALIZED (
            SELECT lowered.* FROM lowered JOIN presswork.chunk
                ON chunk.run_id = lowered.run_id AND chunk.no = lowered.chunk_no
            ORDER BY chunk.run_id, chunk.no FOR UPDATE OF chunk
        ),
        lowered_chunk AS (
            UPDATE presswork.chunk SET remaining = chunk.remaining - locked_chunk.items,
                completed = chunk.completed + locked_chunk.completed, dead = chunk.dead + locked_chunk.dead,
                cancelled = chunk.cancelled + locked_chunk.cancelled
            FROM locked_chunk WHERE chunk.run_id = locked_chunk.run_id AND chunk.no = locked_chunk.chunk_no
            RETURNING chunk.run_id, chunk.remaining, chunk.completed, chunk.dead, chunk.cancelled
        ),
        closing AS (
            SELECT run_id, sum(chunks) AS chunks, bool_or(seal) AS seal, sum(completed) AS completed,
                sum(dead) AS dead, sum(cancelled) AS cancelled
            FROM (
                SELECT run_id, 1 AS chunks, false AS seal, completed, dead, cancelled
                FROM lowered_chunk WHERE remaining = 0
                UNION ALL
                -- The end of the expand job seals the run: no chunk follows.
                SELECT run_id, 0, true, 0, (ending = 'dead')::integer, (ending = 'cancelled')::integer
                FROM ended WHERE chunk_no IS NULL AND join_job_id IS NULL
            ) AS part
            GROUP BY run_id
        ),
        locked_run AS MATERIALIZED (
            SELECT closing.* FROM closing JOIN presswork.run ON run.id = closing.run_id
            ORDER BY run.id FOR UPDATE OF run
        ),
        lowered_run AS (
            UPDATE presswork.run SET open_chunks = run.open_chunks - closed.chunks,
                sealed = run.sealed OR closed.seal, completed = run.completed + closed.completed,
                dead = run.dead + closed.dead, cancelled = run.cancelled + closed.cancelled,
                state = CASE
                    WHEN NOT (run.sealed OR closed.seal) OR run.open_chunks > closed.chunks THEN run.state
                    WHEN run.state = 'cancelling' THEN 'cancelled'
                    WHEN run.dead + closed.dead = 0 THEN 'completed'
                    WHEN run.completed + closed.completed > 0 THEN 'partly_failed'
                    ELSE 'failed' END,
                finished_at = CASE WHEN (run.sealed OR closed.seal) AND run.open_chunks = closed.chunks THEN now() END
            FROM locked_run AS closed WHERE run.id = closed.run_id
            RETURNING run.id, run.tenant_id, run.state, run.finished_at
        )
        """

    /// Where those stand that come next.
    private static let successorMoves = "made_ready AS (\(newReady(["successor"])))"

    /// Where the others stand now that go on.
    private static let otherMoves = [
        "placed AS (\(ready("settled", "joined")))",
        "waits AS (\(waiting("settled")))",
        "waited AS (\(notWaiting("joined")))",
    ]

    /// The places of jobs that waited.
    static let waitedPlaces = [
        "not_ready AS (\(notReady("settled")))", "not_waiting AS (\(notWaiting("settled")))",
    ]

    /// Whether the jobs of a `run` that come next need not ask the dispatcher: where anything is limited or closed, they
    /// have to. Whoever follows is live, or its reclaimer would look for the jobs too early.
    private static func mayFollow(_ following: Follower?) -> String {
        guard let following else { return "false" }
        return """
            run.state::text = 'running' AND run.paused_at IS NULL AND run.concurrency IS NULL
                AND NOT EXISTS (
                    SELECT FROM presswork.gate WHERE gate.concurrency IS NOT NULL OR gate.paused_at IS NOT NULL)
                AND EXISTS (
                    SELECT FROM presswork.worker
                    WHERE worker.id = \(following.worker) AND worker.state::text = 'live')
            """
    }

    /// Events, and who is told.
    private static func records(actor: String, isPlain: Bool) -> String {
        let deaths = """
            SELECT tenant_id, 'job.dead', \(actor), run_id, item_id, id,
                jsonb_build_object('stage', stage, 'error', last_error)
            FROM settled WHERE state = 'dead'
            UNION ALL
            """
        let others = "UNION SELECT stage FROM joined UNION SELECT stage FROM settled WHERE state = 'available'"
        return """
            event_row AS (
                INSERT INTO presswork.event (tenant_id, kind, actor, run_id, item_id, job_id, data)
                \(isPlain ? "" : deaths)
                SELECT tenant_id, 'run.' || state::text, \(actor), id, NULL, NULL, '{}'::jsonb
                FROM lowered_run WHERE finished_at IS NOT NULL
            ),
            told AS (
                SELECT pg_notify('\(workChannel)', stage)
                FROM (
                    SELECT next AS stage FROM step WHERE next IS NOT NULL AND going AND NOT is_followed
                    \(isPlain ? "" : others)
                    -- There is room under a limit now.
                    UNION SELECT stage FROM step WHERE limited
                ) AS work
                UNION ALL
                SELECT pg_notify('\(endChannel)', id::text) FROM lowered_run WHERE finished_at IS NOT NULL
            )
            """
    }
}
