extension Migration {
    /// Where jobs are found that are not over, so that a change of state touches no index of `job`.
    static let places = Migration(
        number: 8, name: "places of jobs",
        script: """
            \(placeTables)

            INSERT INTO presswork.ready (
                job_id, tenant_id, run_id, stage, priority, payload_version, limit_key, attempt, is_suspect, since)
            SELECT id, tenant_id, run_id, stage, priority, payload_version, limit_key, attempt, crashes > 0,
                coalesce(run_at, created_at)
            FROM presswork.job WHERE state = 'available';
            INSERT INTO presswork.waiting (job_id, tenant_id, run_id, stage, priority, state, run_at, since)
            SELECT id, tenant_id, run_id, stage, priority, state,
                CASE WHEN state IN ('scheduled', 'retryable', 'snoozed') THEN run_at END,
                coalesce(finished_at, claimed_at, created_at)
            FROM presswork.job WHERE state IN ('scheduled', 'retryable', 'snoozed', 'awaiting_review', 'dead');
            INSERT INTO presswork.claim (id, worker_id, jobs)
            SELECT presswork.uuid_v7(), worker_id, array_agg(id)
            FROM presswork.job WHERE state = 'running' GROUP BY worker_id;

            DROP INDEX presswork.job_available, presswork.job_due, presswork.job_running, presswork.job_attention;
            -- Room in each page for the next, larger version of each row: an update that finds it there touches no index (HOT).
            ALTER TABLE presswork.job SET (fillfactor = 40);
            """)

    private static let placeTables = """
        -- Jobs that may be claimed, in the order in which they are offered, with all that the dispatcher asks for.
        CREATE TABLE presswork.ready (
            run_id uuid NOT NULL,
            stage text NOT NULL,
            priority smallint NOT NULL,
            job_id uuid NOT NULL,
            tenant_id uuid NOT NULL,
            payload_version smallint NOT NULL,
            limit_key text,
            attempt integer NOT NULL,
            is_suspect boolean NOT NULL,
            since timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (run_id, stage, priority, job_id)
        ) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 1);
        CALL presswork.protect('presswork.ready');

        -- Jobs that wait for their time (run_at), for their parts (neither), or for a person.
        CREATE TABLE presswork.waiting (
            job_id uuid PRIMARY KEY,
            tenant_id uuid NOT NULL,
            run_id uuid NOT NULL,
            stage text NOT NULL,
            priority smallint NOT NULL,
            state presswork.job_state NOT NULL
                CHECK (state IN ('scheduled', 'retryable', 'snoozed', 'awaiting_review', 'dead')),
            run_at timestamptz,
            since timestamptz NOT NULL DEFAULT now()
        );
        CREATE INDEX waiting_run ON presswork.waiting (run_id);
        CREATE INDEX waiting_due ON presswork.waiting (run_at) WHERE run_at IS NOT NULL;
        CREATE INDEX waiting_person ON presswork.waiting (tenant_id, job_id)
            WHERE state IN ('awaiting_review', 'dead');
        CALL presswork.protect('presswork.waiting');

        -- What one statement of a worker took. A row names every job that runs under its worker, and others that did;
        -- it goes when none of its jobs runs any more.
        CREATE TABLE presswork.claim (
            id uuid PRIMARY KEY,
            worker_id uuid NOT NULL,
            jobs uuid[] NOT NULL
        );
        CREATE INDEX claim_worker ON presswork.claim (worker_id);
        -- Ids do not compress.
        ALTER TABLE presswork.claim ALTER COLUMN jobs SET STORAGE EXTERNAL;
        GRANT SELECT, INSERT, UPDATE, DELETE ON presswork.claim TO presswork_fleet;
        """
}
