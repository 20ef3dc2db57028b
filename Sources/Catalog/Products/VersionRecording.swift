import Pipelines
import Postgres

/// The statements that record a version, for one transaction. The product's row is the lock: of two that record at
/// once the second sees what the first made.
struct VersionRecording {
    private let version: NewVersion
    private let digest: Digest
    private let manuscript: PostgresJSON
    private let request: StageRequest

    init(_ version: NewVersion, request: StageRequest) throws {
        self.version = version
        digest = try version.digest()
        manuscript = try PostgresJSON(encoding: version.manuscript)
        self.request = request
    }

    /// The last one returns the version's reference, the new one or the newest that has the same assets.
    var statements: [PostgresQuery] { [product, lock, row, assets, count, reading] }

    private var tenant: TenantID { request.tenant }

    private var product: PostgresQuery {
        """
        INSERT INTO presswork.product (tenant_id, id, pipeline, name, item_key)
        VALUES (\(tenant), presswork.uuid_v7(), \(version.product.pipeline), \(version.product.product),
            \(version.product.itemKey))
        ON CONFLICT DO NOTHING
        """
    }

    private var lock: PostgresQuery {
        """
        SELECT FROM presswork.product
        WHERE tenant_id = \(tenant) AND pipeline = \(version.product.pipeline) AND name = \(version.product.product)
            AND item_key = \(version.product.itemKey)
        FOR UPDATE
        """
    }

    private var row: PostgresQuery {
        """
        INSERT INTO presswork.product_version
            (tenant_id, id, product_id, version, digest, title, summary, manuscript, run_id, item_id)
        SELECT \(tenant), presswork.uuid_v7(), p.id, p.newest_version + 1, \(digest), \(version.title),
            \(version.summary), \(manuscript), \(request.run.id), \(request.item.id)
        FROM presswork.product p
        WHERE p.tenant_id = \(tenant) AND p.pipeline = \(version.product.pipeline)
            AND p.name = \(version.product.product) AND p.item_key = \(version.product.itemKey)
            AND p.newest_digest IS DISTINCT FROM \(digest)
        """
    }

    private var assets: PostgresQuery {
        """
        INSERT INTO presswork.product_version_asset
            (tenant_id, version_id, position, digest, role, media_type, file_name, byte_count)
        SELECT \(tenant), v.id, a.position, a.digest, a.role, a.media_type, a.file_name, a.byte_count
        FROM presswork.product p
        JOIN presswork.product_version v
            ON v.tenant_id = p.tenant_id AND v.product_id = p.id AND v.version = p.newest_version + 1
        CROSS JOIN unnest(
            \(version.assets.map(\.digest)), \(version.assets.map(\.role.rawValue)),
            \(version.assets.map(\.mediaType)), \(version.assets.map(\.fileName)), \(version.assets.map(\.byteCount))
        ) WITH ORDINALITY AS a (digest, role, media_type, file_name, byte_count, position)
        WHERE p.tenant_id = \(tenant) AND p.pipeline = \(version.product.pipeline)
            AND p.name = \(version.product.product) AND p.item_key = \(version.product.itemKey)
        """
    }

    private var count: PostgresQuery {
        """
        UPDATE presswork.product SET newest_version = newest_version + 1, newest_digest = \(digest)
        WHERE tenant_id = \(tenant) AND pipeline = \(version.product.pipeline) AND name = \(version.product.product)
            AND item_key = \(version.product.itemKey) AND newest_digest IS DISTINCT FROM \(digest)
        """
    }

    private var reading: PostgresQuery {
        """
        SELECT v.reference FROM presswork.product p
        JOIN presswork.version_reference v
            ON v.tenant_id = p.tenant_id AND v.product_id = p.id AND v.version = p.newest_version
        WHERE p.tenant_id = \(tenant) AND p.pipeline = \(version.product.pipeline)
            AND p.name = \(version.product.product) AND p.item_key = \(version.product.itemKey)
        """
    }
}
