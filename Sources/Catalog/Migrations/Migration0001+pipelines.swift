extension Migration {
    /// Who the work is for, what is to be made, and when.
    static let pipelines = """
        CREATE TABLE presswork.tenant (
            id uuid PRIMARY KEY DEFAULT presswork.uuid_v7(),
            name text NOT NULL UNIQUE,
            created_at timestamptz NOT NULL DEFAULT now()
        );
        INSERT INTO presswork.tenant (id, name) VALUES ('00000000-0000-7000-8000-000000000001', 'default');

        -- One row a version. The newest of a name is the one applied last: applying an old version again renews it.
        CREATE TABLE presswork.pipeline (
            id uuid PRIMARY KEY DEFAULT presswork.uuid_v7(),
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            name text NOT NULL,
            version bytea NOT NULL CHECK (octet_length(version) = 32),
            -- Path in the bundle → SHA-256 in hexadecimal; the bytes are in object storage.
            bundle jsonb NOT NULL DEFAULT '{}',
            -- The canonical form of the validated manifest.
            document jsonb NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            applied_at timestamptz NOT NULL DEFAULT now(),
            UNIQUE (tenant_id, name, version)
        );
        CREATE INDEX pipeline_newest ON presswork.pipeline (tenant_id, name, applied_at DESC);

        CREATE TABLE presswork.schedule (
            id uuid PRIMARY KEY DEFAULT presswork.uuid_v7(),
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            pipeline_name text NOT NULL,
            cron text NOT NULL,
            timezone text NOT NULL,
            catchup text NOT NULL CHECK (catchup IN ('skip', 'latest', 'all')),
            mode text NOT NULL DEFAULT 'rehearse' CHECK (mode IN ('rehearse', 'live')),
            parameters jsonb NOT NULL DEFAULT '{}',
            paused_at timestamptz,
            -- Fire times up to here are decided: fired, or skipped by the catch-up policy.
            decided_until timestamptz NOT NULL DEFAULT now(),
            UNIQUE (tenant_id, pipeline_name)
        );

        -- Written with its run: the primary key is why two schedulers cannot fire twice.
        CREATE TABLE presswork.tick (
            schedule_id uuid NOT NULL REFERENCES presswork.schedule (id) ON DELETE CASCADE,
            fire_at timestamptz NOT NULL,
            tenant_id uuid NOT NULL,
            run_id uuid NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (schedule_id, fire_at)
        );
        """
}
