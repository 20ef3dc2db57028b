extension Migration {
    /// What stands between waiting work and the workers: gates, limits, later starts, parts of a stage.
    static let gates = Migration(
        number: 4, name: "gates and parts",
        script: """
            \(gateTable)

            -- At most so many jobs of the run at a time; its first jobs wait until start_at; while it is under way no
            -- other run of the tenant has its unique_key.
            ALTER TABLE presswork.run
                ADD COLUMN concurrency integer CHECK (concurrency > 0),
                ADD COLUMN start_at timestamptz,
                ADD COLUMN unique_key text;
            CREATE UNIQUE INDEX run_unique ON presswork.run (tenant_id, unique_key)
                WHERE unique_key IS NOT NULL AND state IN ('running', 'cancelling');

            -- limit_key: what the job uses that has a limit of its own, such as a host or an account.
            -- join_job_id: the job that waits for this part.
            ALTER TABLE presswork.job
                ADD COLUMN payload_version smallint NOT NULL DEFAULT 1,
                ADD COLUMN limit_key text,
                ADD COLUMN join_job_id uuid;

            -- Jobs at a time in each of its stages, in their order.
            ALTER TABLE presswork.worker DROP CONSTRAINT worker_slots_check;
            ALTER TABLE presswork.worker
                ALTER COLUMN slots TYPE integer[] USING array_fill(slots, ARRAY[cardinality(stages)]);
            ALTER TABLE presswork.worker
                ADD CONSTRAINT worker_slots_check CHECK (cardinality(slots) = cardinality(stages));

            \(fanTable)
            """)

    /// One row for each thing that is closed or limited: few rows, read by dispatcher and claim.
    private static let gateTable = """
        -- A gate is named by what passes through it; NULL stands for all. Only the fleet sees gates of all tenants.
        CREATE TABLE presswork.gate (
            id uuid PRIMARY KEY DEFAULT presswork.uuid_v7(),
            tenant_id uuid REFERENCES presswork.tenant (id),
            pipeline text,
            stage text,
            limit_key text,
            -- Closed: nothing passes. Not closed: at most so many at a time.
            paused_at timestamptz,
            concurrency integer CHECK (concurrency > 0),
            actor text NOT NULL,
            note text NOT NULL DEFAULT '',
            changed_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT gate_scope UNIQUE NULLS NOT DISTINCT (tenant_id, pipeline, stage, limit_key),
            CHECK (paused_at IS NOT NULL OR concurrency IS NOT NULL)
        );
        -- Whether there is any is asked by every claim and every dispatch.
        CREATE INDEX gate_closed ON presswork.gate (id) WHERE paused_at IS NOT NULL;
        CREATE INDEX gate_narrow ON presswork.gate (id) WHERE concurrency IS NOT NULL;
        CALL presswork.protect('presswork.gate');
        """

    private static let fanTable = """
        -- Parts of a stage that are under way for the job that joins them. The job that made them counts as one, so that
        -- nothing joins before all are made.
        CREATE TABLE presswork.fan (
            join_job_id uuid PRIMARY KEY,
            tenant_id uuid NOT NULL,
            run_id uuid NOT NULL,
            remaining integer NOT NULL CHECK (remaining >= 0)
        ) WITH (fillfactor = 50);
        CREATE INDEX fan_run ON presswork.fan (run_id);
        CALL presswork.protect('presswork.fan');
        """
}
