extension Migration {
    /// Runs, chunks, items and jobs.
    ///
    /// `run`, `chunk`, `item` and `job` have no foreign keys among themselves: rows are only inserted by statements that
    /// read the parent in the same snapshot, and a check would cost an index lookup and a row lock for each of millions.
    static let runs = """
        CREATE TYPE presswork.run_state AS ENUM
            ('running', 'cancelling', 'completed', 'partly_failed', 'failed', 'cancelled');
        CREATE TYPE presswork.job_state AS ENUM
            ('scheduled', 'available', 'running', 'completed', 'retryable', 'snoozed', 'awaiting_review',
             'cancelled', 'dead');

        CREATE TABLE presswork.run (
            id uuid PRIMARY KEY,
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            pipeline_id uuid NOT NULL REFERENCES presswork.pipeline (id),
            state presswork.run_state NOT NULL DEFAULT 'running',
            paused_at timestamptz,
            priority smallint NOT NULL DEFAULT 1 CHECK (priority BETWEEN 0 AND 2),
            logical_time timestamptz NOT NULL,
            parameters jsonb NOT NULL DEFAULT '{}',
            mode text NOT NULL CHECK (mode IN ('rehearse', 'live')),
            origin text NOT NULL CHECK (origin IN ('manual', 'schedule', 'catchup', 'backfill', 'api')),
            resend text,
            refresh boolean NOT NULL DEFAULT false,
            -- What each item goes through, in order; the memo is not asked from from_stage on.
            stages text[] NOT NULL,
            from_stage text,
            -- Which items are made: {"first": 3} or {"only": "key"}; empty for all.
            selection jsonb NOT NULL DEFAULT '{}',
            idempotency_key text,
            -- Chunks that still have items under way, and whether all chunks are known.
            open_chunks integer NOT NULL DEFAULT 0 CHECK (open_chunks >= 0),
            sealed boolean NOT NULL DEFAULT false,
            -- Items of closed chunks by how they ended; a dead or cancelled expand job counts as one.
            completed integer NOT NULL DEFAULT 0,
            dead integer NOT NULL DEFAULT 0,
            cancelled integer NOT NULL DEFAULT 0,
            created_at timestamptz NOT NULL DEFAULT now(),
            finished_at timestamptz
        ) WITH (fillfactor = 50);
        CREATE INDEX run_active ON presswork.run (id) WHERE state IN ('running', 'cancelling');
        CREATE INDEX run_newest ON presswork.run (tenant_id, created_at DESC);
        CREATE INDEX run_pipeline ON presswork.run (pipeline_id);
        CREATE UNIQUE INDEX run_idempotency ON presswork.run (tenant_id, idempotency_key)
            WHERE idempotency_key IS NOT NULL;

        CREATE TABLE presswork.chunk (
            run_id uuid NOT NULL,
            no integer NOT NULL,
            tenant_id uuid NOT NULL,
            -- Items not yet terminal, and the others by how they ended.
            remaining integer NOT NULL CHECK (remaining >= 0),
            completed integer NOT NULL DEFAULT 0,
            dead integer NOT NULL DEFAULT 0,
            cancelled integer NOT NULL DEFAULT 0,
            PRIMARY KEY (run_id, no)
        ) WITH (fillfactor = 50);

        CREATE TABLE presswork.item (
            id uuid PRIMARY KEY,
            tenant_id uuid NOT NULL,
            run_id uuid NOT NULL,
            chunk_no integer NOT NULL,
            key text NOT NULL,
            idx integer NOT NULL,
            fields jsonb NOT NULL DEFAULT '{}',
            UNIQUE (run_id, key)
        );

        CREATE TABLE presswork.job (
            id uuid PRIMARY KEY DEFAULT presswork.uuid_v7(),
            tenant_id uuid NOT NULL,
            run_id uuid NOT NULL,
            -- NULL for the run's expand job, which belongs to no item and no chunk.
            item_id uuid,
            chunk_no integer,
            stage text NOT NULL,
            part text NOT NULL DEFAULT '',
            state presswork.job_state NOT NULL DEFAULT 'available',
            priority smallint NOT NULL,
            run_at timestamptz,
            -- The fence: it only ever grows, at every claim. Budgets are errors and crashes.
            attempt integer NOT NULL DEFAULT 0,
            errors integer NOT NULL DEFAULT 0,
            crashes integer NOT NULL DEFAULT 0,
            worker_id uuid,
            created_at timestamptz NOT NULL DEFAULT now(),
            claimed_at timestamptz,
            finished_at timestamptz,
            cancel_requested_at timestamptz,
            checkpoint jsonb,
            progress jsonb,
            -- Stage name → its output. An output above 64 KiB is {"$object": SHA-256} and lies in object storage.
            input jsonb NOT NULL DEFAULT '{}',
            output jsonb,
            last_error jsonb
        ) WITH (
            fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 1,
            autovacuum_analyze_scale_factor = 0.05);
        -- Every change of state rewrites every index: the primary key and these five, no more.
        CREATE UNIQUE INDEX job_step ON presswork.job (run_id, item_id, stage, part) NULLS NOT DISTINCT;
        CREATE INDEX job_available ON presswork.job (run_id, stage, priority, id) WHERE state = 'available';
        CREATE INDEX job_due ON presswork.job (run_at) WHERE state IN ('scheduled', 'retryable', 'snoozed');
        CREATE INDEX job_running ON presswork.job (worker_id) WHERE state = 'running';
        CREATE INDEX job_attention ON presswork.job (tenant_id, id) WHERE state IN ('awaiting_review', 'dead');
        """
}
