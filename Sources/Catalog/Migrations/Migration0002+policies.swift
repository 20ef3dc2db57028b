extension Migration {
    /// The fence, and who may see what.
    static let policies = """
        -- Ends the transaction with PW001 unless this attempt still runs, and holds the job so until it ends: settle
        -- and reclaim wait for the commit, so nothing is written by an attempt whose end has been recorded.
        CREATE FUNCTION presswork.require_running(job uuid, attempt bigint) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM FROM presswork.job j
            WHERE j.id = require_running.job AND j.attempt = require_running.attempt AND j.state::text = 'running'
            FOR SHARE;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'attempt % of job % does not run any more', attempt, job USING ERRCODE = 'PW001';
            END IF;
        END $$;

        DO $$
        DECLARE
            name text;
        BEGIN
            FOREACH name IN ARRAY ARRAY[
                'asset', 'document', 'document_source', 'generation', 'budget', 'budget_reservation',
                'credit_entry', 'product', 'product_version', 'product_version_asset', 'channel', 'delivery',
                'subscriber', 'segment', 'consent', 'suppression', 'api_key', 'idempotency_key', 'webhook_endpoint'
            ] LOOP
                CALL presswork.protect(('presswork.' || name)::regclass);
            END LOOP;
        END $$;

        GRANT SELECT ON presswork.version_reference TO presswork_app;
        """
}
