extension Migration {
    /// Readers, what they agreed to, and who must never be written to.
    static let subscribers = """
        -- A reader of one channel. The address is normalised: trimmed, lower case.
        CREATE TABLE presswork.subscriber (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            id uuid NOT NULL,
            channel text NOT NULL,
            address text NOT NULL COLLATE "C" CHECK (octet_length(address) BETWEEN 3 AND 320),
            name text,
            -- BCP 47, and an IANA name.
            language text,
            timezone text,
            unsubscribe_token text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, id),
            UNIQUE (tenant_id, channel, address),
            UNIQUE (tenant_id, unsubscribe_token)
        );

        CREATE TABLE presswork.segment (
            tenant_id uuid NOT NULL,
            channel text NOT NULL,
            name text NOT NULL,
            subscriber_id uuid NOT NULL,
            PRIMARY KEY (tenant_id, channel, name, subscriber_id),
            FOREIGN KEY (tenant_id, subscriber_id) REFERENCES presswork.subscriber (tenant_id, id) ON DELETE CASCADE
        );
        CREATE INDEX segment_subscriber ON presswork.segment (tenant_id, subscriber_id);

        -- How a reader came to be one: never changed, only added to.
        CREATE TABLE presswork.consent (
            tenant_id uuid NOT NULL,
            id uuid NOT NULL,
            subscriber_id uuid NOT NULL,
            source text NOT NULL,
            given_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, id),
            FOREIGN KEY (tenant_id, subscriber_id) REFERENCES presswork.subscriber (tenant_id, id) ON DELETE CASCADE
        );
        CREATE INDEX consent_subscriber ON presswork.consent (tenant_id, subscriber_id);

        -- Addresses that get nothing, by digest, so that an erased reader stays unwritten-to without being kept.
        -- The channel `*` is all of them.
        CREATE TABLE presswork.suppression (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            address_digest bytea NOT NULL CHECK (octet_length(address_digest) = 32),
            channel text NOT NULL,
            reason text NOT NULL CHECK (reason IN ('unsubscribed', 'erased', 'bounced', 'complained')),
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, address_digest, channel)
        );
        """
}
