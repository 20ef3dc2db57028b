extension Migration {
    /// What the documents of a site share, and who read a page.
    static let sites = Migration(
        number: 7, name: "documents of a site",
        script: """
            -- An array with a member, which it has once.
            CREATE FUNCTION presswork.with_member(members text[], member text) RETURNS text[]
            LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
                SELECT CASE WHEN member = ANY (members) THEN members ELSE members || member END
            $$;

            -- The origin of the site whose page this is, NULL for what is no page of the web; the pipelines that read it.
            ALTER TABLE presswork.document_source
                ADD COLUMN site text,
                ADD COLUMN read_by text[] NOT NULL DEFAULT '{}';
            CREATE INDEX document_source_site ON presswork.document_source (tenant_id, site, checked_at)
                WHERE site IS NOT NULL AND selection IS NULL AND gone_at IS NULL;

            -- Sentences that a site's documents share, as hashes. A row never changes: a run knows what was there when it
            -- was made, whichever of its jobs asks, and however often.
            CREATE TABLE presswork.site_lines (
                tenant_id uuid NOT NULL REFERENCES presswork.tenant (id),
                site text NOT NULL CHECK (octet_length(site) <= 1024),
                learnt_at timestamptz NOT NULL DEFAULT now(),
                hashes bigint[] NOT NULL,
                -- How many documents it was learnt from.
                documents integer NOT NULL CHECK (documents > 0),
                PRIMARY KEY (tenant_id, site, learnt_at)
            );
            CALL presswork.protect('presswork.site_lines');
            """)
}
