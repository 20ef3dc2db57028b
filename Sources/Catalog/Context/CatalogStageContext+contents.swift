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
}
