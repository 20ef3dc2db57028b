package import Pipelines
import Postgres

extension CatalogStageContext {
    /// The page as it was last time, with what to ask again with.
    package func knownDocument(at url: String) async throws -> KnownDocument? {
        let rows = try await database.query(
            """
            SELECT s.digest, d.title, s.rights, s.etag, s.last_modified, s.selection,
                coalesce(s.fresh_until > now(), false) AS is_fresh
            FROM presswork.document_source s
            JOIN presswork.document d ON d.tenant_id = s.tenant_id AND d.digest = s.digest
            WHERE s.tenant_id = \(request.tenant) AND s.url_digest = \(Digest(of: url))
            """, in: request.tenant)
        guard let row = rows.first else { return nil }
        return KnownDocument(
            reference: DocumentReference(
                digest: try row.decode("digest"), url: url, title: try row.decode("title"),
                rights: try row.decode("rights")),
            validators: Validators(
                etag: try row.decode("etag"), lastModified: try row.decode("last_modified"),
                selection: try row.decode("selection")),
            isFresh: try row.decode("is_fresh"))
    }

    /// Stores a page's canonical JSON as an asset and makes it what its address gave last.
    package func record(
        _ document: Document, validators: Validators, rights: Rights, site: String?
    ) async throws -> DocumentReference {
        let bytes = try JSONValue(encoding: document).canonicalBytes()
        let digest = try await assets.put(bytes, mediaType: "application/json")
        let (tenant, reader) = (request.tenant, request.pipeline.name)
        _ = try await runFenced([
            AssetStore.insertion(digest, mediaType: "application/json", byteCount: bytes.count, tenant: tenant),
            """
            INSERT INTO presswork.document (tenant_id, digest, url, title, language)
            VALUES (\(tenant), \(digest), \(document.url), \(document.title), \(nullable: document.language))
            ON CONFLICT DO NOTHING
            """,
            """
            INSERT INTO presswork.document_source
                (tenant_id, url_digest, url, digest, rights, etag, last_modified, fresh_until, selection, site, read_by)
            VALUES (\(tenant), \(Digest(of: document.url)), \(document.url), \(digest), \(rights.rawValue),
                \(nullable: validators.etag), \(nullable: validators.lastModified),
                now() + \(nullable: validators.freshSeconds)::bigint * interval '1 second',
                \(nullable: validators.selection), \(nullable: site), ARRAY[\(reader)])
            ON CONFLICT (tenant_id, url_digest) DO UPDATE
            SET digest = excluded.digest, rights = excluded.rights, etag = excluded.etag,
                last_modified = excluded.last_modified, fresh_until = excluded.fresh_until,
                selection = excluded.selection, site = excluded.site, gone_at = NULL, checked_at = now(),
                read_by = presswork.with_member(document_source.read_by, \(reader))
            """,
        ])
        return DocumentReference(
            digest: digest, url: document.url, title: document.title, rights: rights, quality: document.quality)
    }

    /// The page is as it was: its document holds on, for as long as the answer says (RFC 9111 §4.3.4).
    package func confirmDocument(at url: String, validators: Validators) async throws {
        _ = try await runFenced([
            """
            UPDATE presswork.document_source
            SET checked_at = now(), gone_at = NULL, etag = coalesce(\(nullable: validators.etag), etag),
                last_modified = coalesce(\(nullable: validators.lastModified), last_modified),
                fresh_until = now() + \(nullable: validators.freshSeconds)::bigint * interval '1 second',
                read_by = presswork.with_member(read_by, \(request.pipeline.name))
            WHERE tenant_id = \(request.tenant) AND url_digest = \(Digest(of: url))
            """
        ])
    }

    /// The page's document stays; since when the page is not there any more is kept beside it.
    package func noteGone(documentAt url: String) async throws {
        _ = try await runFenced([
            """
            UPDATE presswork.document_source
            SET checked_at = now(), gone_at = coalesce(gone_at, now()), fresh_until = NULL,
                read_by = presswork.with_member(read_by, \(request.pipeline.name))
            WHERE tenant_id = \(request.tenant) AND url_digest = \(Digest(of: url))
            """
        ])
    }

    /// Compares what a source offers with what it offered before.
    package func record(_ listing: SourceListing) async throws {
        let statements = SourceStore.recording(listing, of: request.pipeline.name, for: request.tenant)
        _ = try await runFenced(statements)
    }
}
