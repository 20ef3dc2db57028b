extension JobSQL {
    /// The newest payload that this program understands. Jobs of later ones are left alone: neither offered nor claimed.
    static let payloadVersion = 1

    /// Whether no closed gate stands in the way. The fleet without closed gates pays one look at a table of few rows for
    /// each statement, none for each job.
    ///
    /// - Parameters: expressions for the job's tenant, stage, key and the name of its pipeline.
    static func passes(tenant: String, stage: String, limitKey: String, pipeline: String) -> String {
        """
        (NOT EXISTS (SELECT FROM presswork.gate WHERE gate.paused_at IS NOT NULL) OR NOT EXISTS (
            SELECT FROM presswork.gate
            WHERE gate.paused_at IS NOT NULL AND \(matches(tenant, stage, limitKey, pipeline))))
        """
    }

    private static func matches(_ tenant: String, _ stage: String, _ limitKey: String, _ pipeline: String) -> String {
        """
        (gate.tenant_id IS NULL OR gate.tenant_id = \(tenant)) AND (gate.stage IS NULL OR gate.stage = \(stage))
            AND (gate.limit_key IS NULL OR gate.limit_key = \(limitKey))
            AND (gate.pipeline IS NULL OR gate.pipeline = \(pipeline))
        """
    }

    /// Whether any gate lets only so many pass.
    static let anyLimit = "EXISTS (SELECT FROM presswork.gate WHERE gate.concurrency IS NOT NULL)"

    /// The limits that candidates fall under: $1 candidates, $2 jobs offered and $3 at which attempts.
    ///
    /// What counts is one snapshot's: jobs that run, and jobs that were offered and are still available. A job that was
    /// claimed, or has ended since, is not counted twice.
    static let limits = """
        WITH busy AS MATERIALIZED (
            SELECT job.run_id, job.tenant_id, job.stage, job.limit_key, pipeline.name
            FROM (
                \(running("job.run_id, job.tenant_id, job.stage, job.limit_key"))
                UNION ALL
                SELECT job.run_id, job.tenant_id, job.stage, job.limit_key
                FROM unnest($2::uuid[], $3::bigint[]) AS offered (id, attempt)
                JOIN presswork.job ON job.id = offered.id AND job.attempt = offered.attempt
                    AND job.state::text = 'available'
            ) AS job
            JOIN presswork.run ON run.id = job.run_id JOIN presswork.pipeline ON pipeline.id = run.pipeline_id
        ),
        candidate AS MATERIALIZED (
            SELECT job.id, job.run_id, job.tenant_id, job.stage, job.limit_key, pipeline.name, run.concurrency
            FROM unnest($1::uuid[]) AS wanted (id) JOIN presswork.job ON job.id = wanted.id
            JOIN presswork.run ON run.id = job.run_id JOIN presswork.pipeline ON pipeline.id = run.pipeline_id
        ),
        limited AS (
            SELECT gate.*, (
                SELECT count(*) FROM busy
                WHERE \(matches("busy.tenant_id", "busy.stage", "busy.limit_key", "busy.name"))
            ) AS used
            FROM presswork.gate WHERE gate.concurrency IS NOT NULL
        )
        SELECT candidate.id AS job_id, gate.id AS limit_id, gate.concurrency AS most, gate.used,
            gate.limit_key IS NOT NULL AS keyed, candidate.limit_key
        FROM candidate JOIN limited AS gate
            ON \(matches("candidate.tenant_id", "candidate.stage", "candidate.limit_key", "candidate.name"))
        UNION ALL
        SELECT candidate.id, candidate.run_id, candidate.concurrency,
            (SELECT count(*) FROM busy WHERE busy.run_id = candidate.run_id), false, NULL
        FROM candidate WHERE candidate.concurrency IS NOT NULL
        """

    /// Closes a gate: $1 tenant, $2 pipeline, $3 stage, $4 key (each NULL for all), $5 actor, $6 note.
    static let closeGate = """
        INSERT INTO presswork.gate (tenant_id, pipeline, stage, limit_key, paused_at, actor, note)
        VALUES ($1::uuid, $2::text, $3::text, $4::text, now(), $5::text, $6::text)
        ON CONFLICT (tenant_id, pipeline, stage, limit_key) DO UPDATE
        SET paused_at = coalesce(gate.paused_at, now()), actor = excluded.actor, note = excluded.note,
            changed_at = now()
        """

    private static let thisGate = """
        gate.tenant_id IS NOT DISTINCT FROM $1::uuid AND gate.pipeline IS NOT DISTINCT FROM $2::text
            AND gate.stage IS NOT DISTINCT FROM $3::text AND gate.limit_key IS NOT DISTINCT FROM $4::text
        """

    /// Opens a gate: $1 tenant, $2 pipeline, $3 stage, $4 key, $5 actor. A limit of it stays.
    static let openGate = """
        WITH gone AS (
            DELETE FROM presswork.gate WHERE \(thisGate) AND gate.paused_at IS NOT NULL AND gate.concurrency IS NULL
            RETURNING id
        ),
        opened AS (
            UPDATE presswork.gate SET paused_at = NULL, actor = $5::text, note = '', changed_at = now()
            WHERE \(thisGate) AND gate.paused_at IS NOT NULL AND gate.concurrency IS NOT NULL
            RETURNING id
        )
        SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM opened) AS opened,
            pg_notify('\(workChannel)', coalesce($3::text, 'expand')) AS told
        """

    /// Limits what passes a gate: $1 tenant, $2 pipeline, $3 stage, $4 key, $5 actor, $6 note, $7 at most so many.
    static let limitGate = """
        INSERT INTO presswork.gate (tenant_id, pipeline, stage, limit_key, concurrency, actor, note)
        VALUES ($1::uuid, $2::text, $3::text, $4::text, $7::bigint, $5::text, $6::text)
        ON CONFLICT (tenant_id, pipeline, stage, limit_key) DO UPDATE
        SET concurrency = excluded.concurrency, actor = excluded.actor, note = excluded.note, changed_at = now()
        """

    /// Takes a limit away: $1 tenant, $2 pipeline, $3 stage, $4 key, $5 actor. A gate that is closed stays closed.
    static let unlimitGate = """
        WITH gone AS (
            DELETE FROM presswork.gate WHERE \(thisGate) AND gate.concurrency IS NOT NULL AND gate.paused_at IS NULL
            RETURNING id
        ),
        freed AS (
            UPDATE presswork.gate SET concurrency = NULL, actor = $5::text, changed_at = now()
            WHERE \(thisGate) AND gate.concurrency IS NOT NULL AND gate.paused_at IS NOT NULL
            RETURNING id
        )
        SELECT (SELECT count(*) FROM gone) + (SELECT count(*) FROM freed) AS freed
        """

    /// Every gate, the closed first.
    static let gates = """
        SELECT gate.id, gate.tenant_id, tenant.name AS tenant, gate.pipeline, gate.stage, gate.limit_key,
            gate.paused_at, gate.concurrency, gate.actor, gate.note, gate.changed_at
        FROM presswork.gate LEFT JOIN presswork.tenant ON tenant.id = gate.tenant_id
        ORDER BY gate.paused_at NULLS LAST, gate.id LIMIT 1000
        """

    /// Remembers who moved a gate: $1 tenant or NULL, $2 kind, $3 actor, $4 what it is.
    static let gateEvent = """
        INSERT INTO presswork.event (tenant_id, kind, actor, data)
        VALUES (coalesce($1::uuid, '00000000-0000-7000-8000-000000000001'), $2::text, $3::text, $4::jsonb)
        """

    /// The tenant of the name $1.
    static let tenantNamed = "SELECT id FROM presswork.tenant WHERE name = $1::text"
}
