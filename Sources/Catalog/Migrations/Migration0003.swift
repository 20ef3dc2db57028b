extension Migration {
    /// What operators see and order: stages taken from earlier runs, schedules' jitter and catch-up, backfills, rates.
    static let operations = Migration(
        number: 3, name: "what operators order",
        script: """
            -- Whether the memo held its output: written by the settle, false for every job that a handler ran.
            ALTER TABLE presswork.job ADD COLUMN reused boolean NOT NULL DEFAULT false;

            -- Jobs settled a second since the beat before, by stage: written with each beat.
            ALTER TABLE presswork.worker ADD COLUMN rates jsonb NOT NULL DEFAULT '{}';

            -- A tick fires up to `jitter` after its time; `all` catches up at most so many, no older than the window.
            ALTER TABLE presswork.schedule
                ADD COLUMN jitter interval NOT NULL DEFAULT '0' CHECK (jitter >= '0'),
                ADD COLUMN catchup_most integer NOT NULL DEFAULT 100 CHECK (catchup_most > 0),
                ADD COLUMN catchup_window interval CHECK (catchup_window > '0');

            \(backfills)
            """)

    private static let backfills = """
        -- Runs of a pipeline for past fire times. Its ticks are written with it: what was planned is what is made.
        CREATE TABLE presswork.backfill (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            id uuid NOT NULL,
            pipeline_id uuid NOT NULL REFERENCES presswork.pipeline (id),
            mode text NOT NULL CHECK (mode IN ('rehearse', 'live')),
            parameters jsonb NOT NULL DEFAULT '{}',
            -- Fire times from the first moment on and before the second.
            from_at timestamptz NOT NULL,
            to_at timestamptz NOT NULL CHECK (to_at > from_at),
            newest_first boolean NOT NULL,
            -- Runs of it that are open at a time.
            concurrency integer NOT NULL CHECK (concurrency > 0),
            reprocess text NOT NULL CHECK (reprocess IN ('missing', 'failed', 'all')),
            state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'completed', 'cancelled')),
            actor text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            finished_at timestamptz,
            PRIMARY KEY (tenant_id, id)
        );
        CREATE INDEX backfill_open ON presswork.backfill (id) WHERE state = 'running';
        CREATE INDEX backfill_pipeline ON presswork.backfill (pipeline_id);

        CREATE TABLE presswork.backfill_tick (
            tenant_id uuid NOT NULL,
            backfill_id uuid NOT NULL,
            fire_at timestamptz NOT NULL,
            -- NULL until its run is made.
            run_id uuid,
            PRIMARY KEY (tenant_id, backfill_id, fire_at),
            FOREIGN KEY (tenant_id, backfill_id) REFERENCES presswork.backfill (tenant_id, id) ON DELETE CASCADE
        );

        CALL presswork.protect('presswork.backfill');
        CALL presswork.protect('presswork.backfill_tick');
        """
}
