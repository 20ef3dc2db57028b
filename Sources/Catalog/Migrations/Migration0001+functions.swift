extension Migration {
    /// `uuid_v7()` for set statements, and `protect(table)`, which every migration calls for each tenant table.
    static let functions = """
        CREATE FUNCTION presswork.uuid_v7() RETURNS uuid
        LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
            -- RFC 9562 section 5.7: 48 bits of Unix milliseconds laid over a random UUID, its version 4 made a 7.
            SELECT encode(
                set_bit(set_bit(
                    overlay(
                        uuid_send(gen_random_uuid())
                        PLACING substring(
                            int8send(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
                        FROM 1 FOR 6),
                    52, 1), 53, 1),
                'hex')::uuid
        $$;

        CREATE PROCEDURE presswork.protect(protected regclass)
        LANGUAGE plpgsql AS $$
        BEGIN
            -- Row-level security by tenant: the application sees the tenant of its transaction, the fleet sees all.
            EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', protected);
            EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', protected);
            EXECUTE format(
                'CREATE POLICY tenant ON %s '
                'USING (tenant_id = (SELECT nullif(current_setting(''presswork.tenant'', true), '''')::uuid)) '
                'WITH CHECK (tenant_id = (SELECT nullif(current_setting(''presswork.tenant'', true), '''')::uuid))',
                protected);
            EXECUTE format(
                'CREATE POLICY fleet ON %s TO presswork_fleet USING (true) WITH CHECK (true)', protected);
            EXECUTE format(
                'GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO presswork_fleet, presswork_app', protected);
        END
        $$;
        """
}
