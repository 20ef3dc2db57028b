extension Migration {
    /// Destination accounts.
    static let channels = """
        -- `channels.yaml` as applied; `secrets` holds names of secrets, never one.
        CREATE TABLE presswork.channel (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            kind text NOT NULL,
            name text NOT NULL,
            account text NOT NULL CHECK (account <> ''),
            settings jsonb NOT NULL DEFAULT '{}',
            secrets jsonb NOT NULL DEFAULT '{}',
            updated_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, kind, name)
        );
        """

    /// The ledger of outside effects (docs/effects.md).
    static let deliveries = """
        CREATE TABLE presswork.delivery (
            tenant_id uuid NOT NULL,
            id uuid NOT NULL,
            -- What must happen at most once: DeliveryPlan.key. Nothing else decides whether something may be sent.
            key bytea NOT NULL CHECK (octet_length(key) = 32),
            distribution text NOT NULL,
            channel_kind text NOT NULL,
            channel_name text NOT NULL,
            -- The account as it stands in the key: a rehearsal's is not the account that it stands in for.
            account text NOT NULL,
            is_rehearsal boolean NOT NULL,
            action text NOT NULL CHECK (action IN ('publish', 'mail', 'post', 'withdraw')),
            recipient text,
            product_id uuid NOT NULL,
            version_id uuid NOT NULL,
            run_id uuid NOT NULL,
            state text NOT NULL DEFAULT 'planned'
                CHECK (state IN ('planned', 'armed', 'sent', 'confirmed', 'failed', 'unknown')),
            armed_job uuid,
            armed_attempt integer,
            armed_at timestamptz,
            external_id text,
            location text,
            reason text,
            resolved_at timestamptz,
            -- On replace channels: when a later version took this one's place there.
            superseded_at timestamptz,
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, id),
            UNIQUE (tenant_id, key),
            FOREIGN KEY (tenant_id, product_id) REFERENCES presswork.product (tenant_id, id),
            FOREIGN KEY (tenant_id, version_id) REFERENCES presswork.product_version (tenant_id, id),
            -- Who armed it is known as long as it matters.
            CHECK (state IN ('planned', 'failed') OR (armed_job IS NOT NULL AND armed_at IS NOT NULL))
        ) WITH (fillfactor = 80);
        CREATE INDEX delivery_run ON presswork.delivery (tenant_id, run_id);
        CREATE INDEX delivery_product ON presswork.delivery (tenant_id, product_id, channel_kind, account, action);
        CREATE INDEX delivery_open ON presswork.delivery (tenant_id, state)
            WHERE state IN ('armed', 'sent', 'failed', 'unknown');
        """
}
