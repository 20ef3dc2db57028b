extension Migration {
    /// Roles, schema and the table of applied steps: run before the numbered steps, each time, by whoever connects.
    ///
    /// Processes log in as `presswork_fleet` or `presswork_app` (settings of a role apply at login, not at SET ROLE).
    /// Their passwords are the operator's to set; the private server of local mode trusts its socket.
    static let bootstrap = """
        DO $$
        BEGIN
            -- Roles belong to the whole server: another database of it may be making them at this moment.
            BEGIN
                CREATE ROLE presswork_owner NOLOGIN;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
            END;
            BEGIN
                CREATE ROLE presswork_fleet LOGIN;
                -- Batch statements reach rows by key only; on a fresh table the planner would rather scan it.
                ALTER ROLE presswork_fleet SET enable_seqscan = off;
                -- A scan that is off costs so much on paper that the server would compile the statement each time.
                ALTER ROLE presswork_fleet SET jit = off;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
            END;
            -- Planned once for all parameters: to plan a batch of one anew costs more than to run it. Asked for
            -- separately, as servers have roles of earlier releases.
            IF NOT EXISTS (
                SELECT FROM pg_db_role_setting AS setting JOIN pg_roles AS role ON role.oid = setting.setrole
                WHERE role.rolname = 'presswork_fleet' AND setting.setdatabase = 0
                    AND 'plan_cache_mode=force_generic_plan' = ANY (setting.setconfig)
            ) THEN
                ALTER ROLE presswork_fleet SET plan_cache_mode = force_generic_plan;
            END IF;
            BEGIN
                CREATE ROLE presswork_app LOGIN;
                ALTER ROLE presswork_app SET jit = off;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
            END;
            IF NOT pg_has_role(current_user, 'presswork_owner', 'MEMBER') THEN
                EXECUTE format('GRANT presswork_owner TO %I', current_user);
            END IF;
            IF to_regnamespace('presswork') IS NULL THEN
                CREATE SCHEMA presswork AUTHORIZATION presswork_owner;
                GRANT USAGE ON SCHEMA presswork TO presswork_fleet, presswork_app;
            END IF;
        END
        $$;
        SET LOCAL ROLE presswork_owner;
        CREATE TABLE IF NOT EXISTS presswork.migration (
            number integer PRIMARY KEY,
            name text NOT NULL,
            checksum bytea NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        );
        GRANT SELECT ON presswork.migration TO presswork_fleet, presswork_app;
        """
}
