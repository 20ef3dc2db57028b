extension Migration {
    /// Stored files, fetched pages and providers' answers: all found again by a digest.
    static let documents = """
        -- A stored file that a tenant may read; the bytes are in object storage under the digest.
        CREATE TABLE presswork.asset (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            digest bytea NOT NULL CHECK (octet_length(digest) = 32),
            media_type text NOT NULL,
            byte_count bigint NOT NULL CHECK (byte_count >= 0),
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, digest)
        );

        -- A fetched and parsed page; its canonical JSON is the asset with the same digest.
        CREATE TABLE presswork.document (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            digest bytea NOT NULL,
            url text NOT NULL,
            title text NOT NULL,
            language text,
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, digest),
            FOREIGN KEY (tenant_id, digest) REFERENCES presswork.asset (tenant_id, digest)
        );

        -- What an address gave last time, to ask again with. Addresses can be longer than an index entry: the key is
        -- their digest.
        CREATE TABLE presswork.document_source (
            tenant_id uuid NOT NULL,
            url_digest bytea NOT NULL CHECK (octet_length(url_digest) = 32),
            url text NOT NULL,
            digest bytea NOT NULL,
            rights text NOT NULL CHECK (rights IN ('own', 'licensed', 'quote')),
            etag text,
            last_modified text,
            checked_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, url_digest),
            FOREIGN KEY (tenant_id, digest) REFERENCES presswork.document (tenant_id, digest)
        );

        -- A provider's answer, by the digest of its prompt: what was paid for once is never paid for again.
        CREATE TABLE presswork.generation (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            prompt bytea NOT NULL CHECK (octet_length(prompt) = 32),
            provider text NOT NULL,
            model text NOT NULL,
            agent text NOT NULL,
            output text NOT NULL CHECK (octet_length(output) <= 8388608),
            input_tokens bigint NOT NULL CHECK (input_tokens >= 0),
            output_tokens bigint NOT NULL CHECK (output_tokens >= 0),
            cost_micros bigint NOT NULL CHECK (cost_micros >= 0),
            currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
            run_id uuid NOT NULL,
            item_id uuid NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, prompt)
        );
        CREATE INDEX generation_run ON presswork.generation (tenant_id, run_id);
        """
}
