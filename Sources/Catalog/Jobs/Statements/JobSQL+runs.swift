extension JobSQL {
    /// $1 id, $2 tenant, $3 pipeline, $4 priority, $5 logical time or NULL, $6 parameters, $7 mode, $8 origin,
    /// $9 resend, $10 refresh, $11 stages, $12 from stage, $13 selection, $14 idempotency key, $15 sealed, $16 actor,
    /// $17 concurrency, $18 start time, $19 unique key.
    static let insertRun = """
        WITH new_run AS (
            INSERT INTO presswork.run (
                id, tenant_id, pipeline_id, priority, logical_time, parameters, mode, origin, resend, refresh, stages,
                from_stage, selection, idempotency_key, sealed, concurrency, start_at, unique_key)
            SELECT $1::uuid, $2::uuid, $3::uuid, $4::smallint, coalesce($5::timestamptz, now()), $6::jsonb, $7::text,
                $8::text, $9::text, $10::boolean, $11::text[], $12::text, $13::jsonb, $14::text, $15::boolean,
                $17::bigint, $18::timestamptz, $19::text
            ON CONFLICT DO NOTHING
            RETURNING id, tenant_id, origin
        )
        INSERT INTO presswork.event (tenant_id, kind, actor, run_id, data)
        SELECT tenant_id, 'run.enqueued', $16::text, id, jsonb_build_object('origin', origin) FROM new_run
        RETURNING run_id
        """

    /// The expand job of a run that was just inserted: $1 run.
    static let expand = """
        WITH new_job AS (
            INSERT INTO presswork.job (tenant_id, run_id, stage, priority, state, run_at)
            SELECT run.tenant_id, run.id, 'expand', run.priority, \(firstState), run.start_at
            FROM presswork.run WHERE run.id = $1::uuid
            RETURNING \(place)
        ),
        placed AS (
            \(newReady(["new_job"]))
        ),
        waits AS (
            \(waiting("new_job"))
        )
        SELECT pg_notify('\(workChannel)', stage) FROM new_job
        """

    /// The state of a run's first jobs.
    static let firstState = """
        (CASE WHEN run.start_at > now() THEN 'scheduled' ELSE 'available' END)::presswork.job_state
        """

    /// The run that stands for a key, when the insertion found it taken: $1 id, $2 tenant, $3 idempotency key,
    /// $4 unique key.
    static let findRun = """
        SELECT id FROM presswork.run
        WHERE id = $1::uuid OR (tenant_id = $2::uuid AND idempotency_key = $3::text)
            OR (tenant_id = $2::uuid AND unique_key = $4::text AND state IN ('running', 'cancelling'))
        ORDER BY (id = $1::uuid) DESC LIMIT 1
        """

    /// Closes the gate before anything else: $1 run, $2 actor.
    static let beginCancelling = """
        WITH cancelled AS (
            UPDATE presswork.run SET state = 'cancelling'
            WHERE run.id = $1::uuid AND run.state::text = 'running' RETURNING id, tenant_id
        )
        INSERT INTO presswork.event (tenant_id, kind, actor, run_id)
        SELECT tenant_id, 'run.cancelling', $2::text, id FROM cancelled
        """

    /// Cancels waiting jobs of runs that are being cancelled: $1 at most so many, $2 a run or NULL for all.
    static let cancelWaiting = ending(
        settled: """
                UPDATE presswork.job AS job SET state = 'cancelled', finished_at = now()
                WHERE job.id = ANY (ARRAY(
                        SELECT left_over.id FROM presswork.run
                        CROSS JOIN LATERAL (
                            SELECT ready.job_id, 'available' AS state FROM presswork.ready
                            WHERE ready.run_id = run.id
                            UNION ALL
                            SELECT waiting.job_id, waiting.state::text FROM presswork.waiting
                            WHERE waiting.run_id = run.id AND waiting.state <> 'dead'
                        ) AS place
                        JOIN presswork.job AS left_over
                            ON left_over.id = place.job_id AND left_over.state::text = place.state
                        WHERE run.state = 'cancelling' AND ($2::uuid IS NULL OR run.id = $2::uuid)
                        LIMIT $1::bigint FOR UPDATE OF left_over SKIP LOCKED))
                    AND job.state::text IN ('available', 'scheduled', 'retryable', 'snoozed', 'awaiting_review')
            """,
        places: waitedPlaces)

    /// Asks the workers: $1 run.
    static let cancelRunning = """
        WITH asked AS (
            UPDATE presswork.job SET cancel_requested_at = now()
            WHERE job.id = ANY (ARRAY(
                    -- In the order in which settlements lock them.
                    SELECT busy.id FROM presswork.job AS busy
                    WHERE busy.run_id = $1::uuid AND busy.state::text = 'running' AND busy.cancel_requested_at IS NULL
                    ORDER BY busy.id FOR UPDATE))
                AND job.state::text = 'running'
            RETURNING job.id
        )
        SELECT count(*) AS asked, pg_notify('\(controlChannel)', $1::uuid::text) FROM asked
        """

    /// A person's decision: $1 job, $2 approved, $3 who, $4 note.
    static let decide = ending(
        settled: """
                UPDATE presswork.job AS job SET
                    state = (CASE WHEN $2::boolean THEN 'completed' ELSE 'cancelled' END)::presswork.job_state,
                    finished_at = now(),
                    output = coalesce(job.output, '{}') || jsonb_build_object(
                        'decision', CASE WHEN $2::boolean THEN 'approved' ELSE 'rejected' END,
                        'by', $3::text, 'note', $4::text)
                WHERE job.id = $1::uuid AND job.state::text = 'awaiting_review'
            """,
        actor: "$3::text", places: waitedPlaces)
}

extension JobSQL {
    /// Remembers who decided: the parameters of ``decide``, after it in the same transaction.
    static let recordDecision = """
        INSERT INTO presswork.event (tenant_id, kind, actor, run_id, item_id, job_id, data)
        SELECT tenant_id, CASE WHEN $2::boolean THEN 'review.approved' ELSE 'review.rejected' END, $3::text, run_id,
            item_id, id, jsonb_build_object('note', $4::text)
        FROM presswork.job WHERE id = $1::uuid AND output ->> 'by' = $3::text AND state IN ('completed', 'cancelled')
        """

    /// $1 run, $2 paused, $3 actor.
    static let setPaused = """
        WITH changed AS (
            UPDATE presswork.run SET paused_at = CASE WHEN $2::boolean THEN now() END
            WHERE run.id = $1::uuid AND run.state::text = 'running' RETURNING id, tenant_id
        )
        INSERT INTO presswork.event (tenant_id, kind, actor, run_id, data)
        SELECT tenant_id, CASE WHEN $2::boolean THEN 'run.paused' ELSE 'run.resumed' END, $3::text, id, '{}'
        FROM changed
        """

    /// $1 run.
    static let runState = "SELECT state::text FROM presswork.run WHERE id = $1::uuid"

    /// $1 jobs, $2 actor.
    static let discardDead = """
        WITH discarded AS (
            UPDATE presswork.job SET state = 'cancelled'
            WHERE job.id = ANY ($1::uuid[]) AND job.state::text = 'dead'
            RETURNING job.id, job.tenant_id, job.run_id, job.item_id
        ),
        waited AS (
            \(notWaiting("discarded"))
        )
        INSERT INTO presswork.event (tenant_id, kind, actor, run_id, item_id, job_id)
        SELECT tenant_id, 'job.discarded', $2::text, run_id, item_id, id FROM discarded
        """
}
