extension Migration {
    /// Workers and leaders, what has been made before, and what happened.
    static let fleet = """
        CREATE TYPE presswork.worker_state AS ENUM ('live', 'dead');

        CREATE TABLE presswork.worker (
            id uuid PRIMARY KEY,
            stages text[] NOT NULL,
            -- Jobs at a time in each of its stages.
            slots integer NOT NULL CHECK (slots > 0),
            host text NOT NULL,
            version text NOT NULL,
            beat bigint NOT NULL DEFAULT 0,
            state presswork.worker_state NOT NULL DEFAULT 'live',
            draining boolean NOT NULL DEFAULT false,
            started_at timestamptz NOT NULL DEFAULT now(),
            seen_at timestamptz NOT NULL DEFAULT now()
        ) WITH (fillfactor = 50);
        CREATE INDEX worker_live ON presswork.worker (id) WHERE state = 'live';

        CREATE TABLE presswork.leader (
            role text PRIMARY KEY,
            -- NULL: resigned; anyone may take over at once.
            holder uuid,
            term bigint NOT NULL DEFAULT 0,
            beat bigint NOT NULL DEFAULT 0
        ) WITH (fillfactor = 50);

        -- SHA-256 of (tenant, stage, handler version, settings, input digests) → the output it led to.
        CREATE TABLE presswork.memo (
            tenant_id uuid NOT NULL,
            key bytea NOT NULL CHECK (octet_length(key) = 32),
            stage text NOT NULL,
            output jsonb NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, key)
        );
        CREATE INDEX memo_age ON presswork.memo (created_at);

        -- Append-only: what people did, and what runs, items, deliveries and dead letters went through.
        CREATE TABLE presswork.event (
            id uuid PRIMARY KEY DEFAULT presswork.uuid_v7(),
            tenant_id uuid NOT NULL,
            at timestamptz NOT NULL DEFAULT now(),
            kind text NOT NULL,
            actor text NOT NULL,
            run_id uuid,
            item_id uuid,
            job_id uuid,
            data jsonb NOT NULL DEFAULT '{}'
        );
        CREATE INDEX event_run ON presswork.event (run_id, id) WHERE run_id IS NOT NULL;
        CREATE INDEX event_newest ON presswork.event (tenant_id, id);
        """

    /// Who may do what.
    static let protection = """
        CALL presswork.protect('presswork.pipeline');
        CALL presswork.protect('presswork.schedule');
        CALL presswork.protect('presswork.tick');
        CALL presswork.protect('presswork.run');
        CALL presswork.protect('presswork.chunk');
        CALL presswork.protect('presswork.item');
        CALL presswork.protect('presswork.job');
        CALL presswork.protect('presswork.memo');
        CALL presswork.protect('presswork.event');
        REVOKE UPDATE, DELETE ON presswork.event FROM presswork_fleet, presswork_app;

        -- Tenants see themselves; workers and leaders belong to no tenant.
        ALTER TABLE presswork.tenant ENABLE ROW LEVEL SECURITY;
        ALTER TABLE presswork.tenant FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant ON presswork.tenant
            USING (id = (SELECT nullif(current_setting('presswork.tenant', true), '')::uuid));
        CREATE POLICY fleet ON presswork.tenant TO presswork_fleet USING (true) WITH CHECK (true);
        GRANT SELECT ON presswork.tenant TO presswork_app;
        GRANT SELECT, INSERT ON presswork.tenant TO presswork_fleet;
        GRANT SELECT, INSERT, UPDATE, DELETE ON presswork.worker, presswork.leader TO presswork_fleet;
        GRANT SELECT ON presswork.worker TO presswork_app;
        """
}
