package import Pipelines
import Postgres

extension CatalogStageContext {
    // MARK: The bundle

    /// The bytes of one file of the bundle that the run was made with, whatever has been applied since.
    package func bundleFile(_ path: String) async throws -> [UInt8] {
        guard let digest = try await bundle()[path] else {
            throw StageError(
                code: "bundle.missing", message: "the bundle of \(request.pipeline.name) holds no file `\(path)`",
                disposition: .discard)
        }
        return try await load(digest, limit: PipelineBundle.byteLimit)
    }

    /// Relative paths under `folder`, sorted; of the whole bundle for an empty one.
    package func bundleFiles(under folder: String) async throws -> [String] {
        let paths = try await bundle().keys
        guard !folder.isEmpty, folder != "." else { return paths.sorted() }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        return paths.filter { $0.hasPrefix(prefix) }.sorted()
    }

    /// Path → address, of the bundle that the run was made with.
    private func bundle() async throws -> [String: Digest] {
        let row = try await database.query(
            """
            SELECT p.bundle FROM presswork.run r JOIN presswork.pipeline p ON p.id = r.pipeline_id
            WHERE r.id = \(request.run.id) AND r.tenant_id = \(request.tenant)
            """, in: request.tenant)
        return try row.onlyRow.decodeJSON("bundle")
    }

    // MARK: Content-addressed bytes

    /// Stores bytes in object storage, then says in the record that the tenant has them.
    package func store(
        _ bytes: [UInt8], mediaType: String, role: AssetRole, fileName: String
    ) async throws -> AssetReference {
        let digest = try await assets.put(bytes, mediaType: mediaType)
        _ = try await runFenced([
            AssetStore.insertion(digest, mediaType: mediaType, byteCount: bytes.count, tenant: request.tenant)
        ])
        return AssetReference(
            digest: digest, mediaType: mediaType, role: role, fileName: fileName, byteCount: bytes.count)
    }

    /// Reads bytes that the tenant has, checked against their address.
    package func load(_ digest: Digest, limit: Int) async throws -> [UInt8] {
        try await assets.load(digest, limit: limit, tenant: request.tenant)
    }

    // MARK: Documents

    /// The page as it was last time, with what to ask again with.
    package func knownDocument(at url: String) async throws -> KnownDocument? {
        let rows = try await database.query(
            """
            SELECT s.digest, d.title, s.rights, s.etag, s.last_modified FROM presswork.document_source s
            JOIN presswork.document d ON d.tenant_id = s.tenant_id AND d.digest = s.digest
            WHERE s.tenant_id = \(request.tenant) AND s.url_digest = \(Digest(of: url))
            """, in: request.tenant)
        guard let row = rows.first else { return nil }
        let (digest, title, rights, etag, lastModified) = try row.decode(
            (Digest, String, Rights, String?, String?).self)
        return KnownDocument(
            reference: DocumentReference(digest: digest, url: url, title: title, rights: rights),
            validators: Validators(etag: etag, lastModified: lastModified))
    }

    /// Stores a page's canonical JSON as an asset and makes it what its address gave last.
    package func record(
        _ document: Document, validators: Validators, rights: Rights
    ) async throws -> DocumentReference {
        let bytes = try JSONValue(encoding: document).canonicalBytes()
        let digest = try await assets.put(bytes, mediaType: "application/json")
        let tenant = request.tenant
        _ = try await runFenced([
            AssetStore.insertion(digest, mediaType: "application/json", byteCount: bytes.count, tenant: tenant),
            """
            INSERT INTO presswork.document (tenant_id, digest, url, title, language)
            VALUES (\(tenant), \(digest), \(document.url), \(document.title), \(nullable: document.language))
            ON CONFLICT DO NOTHING
            """,
            """
            INSERT INTO presswork.document_source
                (tenant_id, url_digest, url, digest, rights, etag, last_modified)
            VALUES (\(tenant), \(Digest(of: document.url)), \(document.url), \(digest), \(rights.rawValue),
                \(nullable: validators.etag), \(nullable: validators.lastModified))
            ON CONFLICT (tenant_id, url_digest) DO UPDATE
            SET digest = excluded.digest, rights = excluded.rights, etag = excluded.etag,
                last_modified = excluded.last_modified, checked_at = now()
            """,
        ])
        return DocumentReference(digest: digest, url: document.url, title: document.title, rights: rights)
    }
}
