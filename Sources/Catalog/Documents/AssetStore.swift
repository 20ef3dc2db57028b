package import ObjectStorage
package import Pipelines
import Postgres

/// Stored bytes by their digest: in object storage under `sha256/aa/bb/<hex>`, shared by all tenants, and readable by
/// the tenants that have a row for them.
package struct AssetStore: Sendable {
    private let database: TenantDatabase
    private let objects: any ObjectStore

    package init(database: TenantDatabase, objects: any ObjectStore) {
        self.database = database
        self.objects = objects
    }

    /// Where an asset's bytes are.
    package static func objectKey(_ digest: Digest) throws -> ObjectKey {
        let hex = digest.hex
        return try ObjectKey("sha256/\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)")
    }

    /// Stores bytes, without a row: no tenant can read them until a transaction says whose they are.
    ///
    /// Written over what is there: the bytes are the same, such a write may be repeated, and a damaged object is mended.
    package func put(_ bytes: [UInt8], mediaType: String = "application/octet-stream") async throws -> Digest {
        let digest = Digest(of: bytes)
        _ = try await objects.put(
            Self.objectKey(digest), bytes, mediaType: mediaType, ifAbsent: false)
        return digest
    }

    /// Reads a tenant's stored bytes, at most `limit` of them.
    /// - Throws: `StageError` with `asset.missing` when the tenant has no such asset, `asset.tooLarge`, or
    ///   `asset.damaged` when the bytes are not what their address says.
    package func load(_ digest: Digest, limit: Int, tenant: TenantID) async throws -> [UInt8] {
        let rows = try await database.query(
            "SELECT byte_count FROM presswork.asset WHERE tenant_id = \(tenant) AND digest = \(digest)", in: tenant)
        guard let row = rows.first else {
            throw StageError(
                code: "asset.missing", message: "no stored bytes have the address \(digest)", disposition: .discard)
        }
        let count: Int = try row.decode("byte_count")
        guard count <= limit else {
            throw StageError(
                code: "asset.tooLarge", message: "the asset \(digest) has \(count) bytes, more than \(limit)",
                disposition: .discard)
        }
        return try await read(digest, limit: limit)
    }

    /// Reads stored bytes whoever they belong to: for addresses that come from the record itself.
    package func read(_ digest: Digest, limit: Int) async throws -> [UInt8] {
        let key = try Self.objectKey(digest)
        let bytes = try await objects.get(key, maxBytes: limit)
        guard Digest(of: bytes) == digest else {
            throw StageError(
                code: "asset.damaged", message: "the object \(key) is not what its name says",
                disposition: .retry(after: nil))
        }
        return bytes
    }

    /// Says that a tenant has these bytes.
    static func insertion(
        _ digest: Digest, mediaType: String, byteCount: Int, tenant: TenantID
    ) -> PostgresQuery {
        """
        INSERT INTO presswork.asset (tenant_id, digest, media_type, byte_count)
        VALUES (\(tenant), \(digest), \(mediaType), \(byteCount)) ON CONFLICT DO NOTHING
        """
    }
}
