extension Migration {
    /// What is made.
    static let products = """
        -- `pipeline/product/item-key`. The row is the lock under which its versions count up.
        CREATE TABLE presswork.product (
            tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
            id uuid NOT NULL,
            pipeline text NOT NULL,
            name text NOT NULL,
            item_key text NOT NULL,
            newest_version integer NOT NULL DEFAULT 0,
            newest_digest bytea,
            frozen_manuscript jsonb,
            frozen_at timestamptz,
            frozen_because text,
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, id),
            UNIQUE (tenant_id, pipeline, name, item_key)
        );

        CREATE TABLE presswork.product_version (
            tenant_id uuid NOT NULL,
            id uuid NOT NULL,
            product_id uuid NOT NULL,
            version integer NOT NULL CHECK (version > 0),
            digest bytea NOT NULL CHECK (octet_length(digest) = 32),
            title text NOT NULL,
            summary text NOT NULL,
            manuscript jsonb NOT NULL,
            run_id uuid NOT NULL,
            item_id uuid NOT NULL,
            approved_at timestamptz,
            approved_by text,
            created_at timestamptz NOT NULL DEFAULT now(),
            PRIMARY KEY (tenant_id, id),
            UNIQUE (tenant_id, product_id, version),
            FOREIGN KEY (tenant_id, product_id) REFERENCES presswork.product (tenant_id, id)
        );
        CREATE INDEX product_version_run ON presswork.product_version (tenant_id, run_id);

        CREATE TABLE presswork.product_version_asset (
            tenant_id uuid NOT NULL,
            version_id uuid NOT NULL,
            position integer NOT NULL,
            digest bytea NOT NULL,
            role text NOT NULL,
            media_type text NOT NULL,
            file_name text NOT NULL,
            byte_count bigint NOT NULL,
            PRIMARY KEY (tenant_id, version_id, position),
            FOREIGN KEY (tenant_id, version_id) REFERENCES presswork.product_version (tenant_id, id),
            FOREIGN KEY (tenant_id, digest) REFERENCES presswork.asset (tenant_id, digest)
        );

        -- A version as the domain's ProductVersionReference reads it, row-level security as for who asks.
        CREATE VIEW presswork.version_reference WITH (security_invoker = true) AS
        SELECT v.tenant_id, v.id AS version_id, v.product_id, p.pipeline, p.name, p.item_key, v.version,
            jsonb_build_object(
                'product', jsonb_build_object('pipeline', p.pipeline, 'product', p.name, 'itemKey', p.item_key),
                'version', v.version, 'digest', encode(v.digest, 'hex'), 'title', v.title, 'summary', v.summary,
                'manuscript', v.manuscript,
                'assets', coalesce((
                    SELECT jsonb_agg(jsonb_build_object(
                        'digest', encode(a.digest, 'hex'), 'mediaType', a.media_type, 'role', a.role,
                        'fileName', a.file_name, 'byteCount', a.byte_count) ORDER BY a.position)
                    FROM presswork.product_version_asset a
                    WHERE a.tenant_id = v.tenant_id AND a.version_id = v.id), '[]')) AS reference
        FROM presswork.product_version v
        JOIN presswork.product p ON p.tenant_id = v.tenant_id AND p.id = v.product_id;
        """
}
