extension Migration {
    /// What the public edge needs.
    static let edges = """
        -- Only the SHA-256 of a key is kept; 256 random bits need no slow hash.
        CREATE TABLE presswork.api_key (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            id uuid NOT NULL,
            name text NOT NULL,
            prefix text NOT NULL,
            hash bytea NOT NULL CHECK (octet_length(hash) = 32),
            created_at timestamptz NOT NULL DEFAULT now(),
            revoked_at timestamptz,
            PRIMARY KEY (tenant_id, id),
            UNIQUE (tenant_id, hash)
        );

        -- The answer that a request with this key got: given again to the same request, refused to another.
        CREATE TABLE presswork.idempotency_key (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            key text NOT NULL CHECK (octet_length(key) BETWEEN 1 AND 255),
            request_hash bytea NOT NULL CHECK (octet_length(request_hash) = 32),
            status integer,
            response text CHECK (octet_length(response) <= 1048576),
            started_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, key)
        );

        CREATE TABLE presswork.webhook_endpoint (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            id uuid NOT NULL,
            url text NOT NULL,
            secret_name text NOT NULL,
            events text[] NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            disabled_at timestamptz,
            PRIMARY KEY (tenant_id, id)
        );
        """
}
