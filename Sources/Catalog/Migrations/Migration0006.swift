extension Migration {
    /// What sources offer over time, and how long what was fetched holds.
    static let sources = Migration(
        number: 6, name: "sources over time",
        script: """
            -- Until when the page need not be asked for (RFC 9111); which part of it the document is, NULL for its whole
            -- text; since when the page answers that it is gone.
            ALTER TABLE presswork.document_source
                ADD COLUMN fresh_until timestamptz,
                ADD COLUMN selection text,
                ADD COLUMN gone_at timestamptz;

            -- A source of a pipeline, whatever its version; its address with the variables filled in.
            CREATE TABLE presswork.source (
                tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
                id uuid NOT NULL DEFAULT presswork.uuid_v7(),
                pipeline text NOT NULL,
                kind text NOT NULL,
                address text NOT NULL,
                address_digest bytea NOT NULL CHECK (octet_length(address_digest) = 32),
                read_at timestamptz NOT NULL DEFAULT now(),
                PRIMARY KEY (tenant_id, id),
                UNIQUE (tenant_id, pipeline, kind, address_digest)
            );

            -- What it offered. A row is written when something comes, goes or comes back, not at each reading.
            CREATE TABLE presswork.source_entry (
                tenant_id uuid NOT NULL,
                source_id uuid NOT NULL,
                url_digest bytea NOT NULL CHECK (octet_length(url_digest) = 32),
                url text NOT NULL,
                came_at timestamptz NOT NULL DEFAULT now(),
                gone_at timestamptz,
                PRIMARY KEY (tenant_id, source_id, url_digest),
                FOREIGN KEY (tenant_id, source_id) REFERENCES presswork.source (tenant_id, id) ON DELETE CASCADE
            );
            CREATE INDEX source_entry_gone ON presswork.source_entry (tenant_id, gone_at) WHERE gone_at IS NOT NULL;

            CALL presswork.protect('presswork.source');
            CALL presswork.protect('presswork.source_entry');
            """)
}
