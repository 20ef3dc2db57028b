import Foundation
package import ObjectStorage
package import Pipelines
import Postgres

/// What was made.
package struct ProductStore: Sendable {
    private let database: TenantDatabase
    private let assets: AssetStore

    package init(database: TenantDatabase, objects: any ObjectStore) {
        self.database = database
        assets = AssetStore(database: database, objects: objects)
    }

    /// Products by name, of one pipeline or of all.
    /// - Parameter run: only those of which this run made a version.
    package func list(
        pipeline: String? = nil, run: RunID? = nil, limit: Int = 1000, for tenant: TenantID
    ) async throws -> [ProductSummary] {
        let rows = try await database.query(
            """
            SELECT p.pipeline, p.name, p.item_key, p.newest_version, p.frozen_because, v.title, v.created_at
            FROM presswork.product p
            JOIN presswork.product_version v
                ON v.tenant_id = p.tenant_id AND v.product_id = p.id AND v.version = p.newest_version
            WHERE p.tenant_id = \(tenant) AND (\(nullable: pipeline)::text IS NULL OR p.pipeline = \(nullable: pipeline))
                AND (\(nullable: run)::uuid IS NULL OR EXISTS (
                    SELECT FROM presswork.product_version made
                    WHERE made.tenant_id = p.tenant_id AND made.product_id = p.id AND made.run_id = \(nullable: run)))
            ORDER BY p.pipeline, p.name, p.item_key LIMIT \(limit)
            """, in: tenant)
        return try rows.map { row in
            ProductSummary(
                identity: ProductIdentity(
                    pipeline: try row.decode("pipeline"), product: try row.decode("name"),
                    itemKey: try row.decode("item_key")),
                title: try row.decode("title"), newestVersion: try row.decode("newest_version"),
                frozenBecause: try row.decode("frozen_because"), madeAt: try row.decodeDate("created_at"))
        }
    }

    /// Every version of a product, newest first.
    /// - Throws: `CatalogError` `notFound` when there is no such product.
    package func versions(
        of product: ProductIdentity, for tenant: TenantID
    ) async throws -> [ProductVersionRecord] {
        let results = try await database.transaction(
            [versionRows(product, tenant), deliveryRows(product, tenant)], in: tenant)
        guard !results[0].isEmpty else { throw CatalogError(.notFound, "there is no product \(product)") }
        let deliveries = Dictionary(grouping: try results[1].map(DeliveryRecord.init(row:)), by: \.version)
        return try results[0].map { row in
            let reference: ProductVersionReference = try row.decodeJSON("reference")
            return ProductVersionRecord(
                reference: reference, run: try row.decode("run_id"), item: try row.decode("item_id"),
                madeAt: try row.decodeDate("created_at"), approvedAt: try row.decodeOptionalDate("approved_at"),
                approvedBy: try row.decode("approved_by"),
                cost: Money(micros: try row.decode("cost"), currency: try row.decode("currency")),
                deliveries: deliveries[reference.version] ?? [])
        }
    }

    /// The text of a version, with its provenance.
    package func manuscript(_ reference: ManuscriptReference, for tenant: TenantID) async throws -> Manuscript {
        let bytes = try await assets.load(reference.digest, limit: 16 * 1024 * 1024, tenant: tenant)
        return try JSONValue(parsing: bytes).decode()
    }

    /// The bytes of a stored file.
    package func bytes(of asset: AssetReference, for tenant: TenantID) async throws -> [UInt8] {
        try await assets.load(asset.digest, limit: asset.byteCount, tenant: tenant)
    }

    private func versionRows(_ product: ProductIdentity, _ tenant: TenantID) -> PostgresQuery {
        """
        SELECT r.reference, v.run_id, v.item_id, v.created_at, v.approved_at, v.approved_by,
            coalesce(g.cost, 0)::bigint AS cost, coalesce(g.currency, 'USD') AS currency
        FROM presswork.version_reference r
        JOIN presswork.product_version v ON v.tenant_id = r.tenant_id AND v.id = r.version_id
        LEFT JOIN LATERAL (
            SELECT sum(cost_micros) AS cost, min(currency) AS currency FROM presswork.generation g
            WHERE g.tenant_id = v.tenant_id AND g.run_id = v.run_id AND g.item_id = v.item_id) g ON true
        WHERE r.tenant_id = \(tenant) AND r.pipeline = \(product.pipeline) AND r.name = \(product.product)
            AND r.item_key = \(product.itemKey)
        ORDER BY r.version DESC
        """
    }

    private func deliveryRows(_ product: ProductIdentity, _ tenant: TenantID) -> PostgresQuery {
        """
        SELECT \(literal: DeliveryRecord.columns) \(literal: DeliveryRecord.tables)
        WHERE d.tenant_id = \(tenant) AND p.pipeline = \(product.pipeline) AND p.name = \(product.product)
            AND p.item_key = \(product.itemKey)
        ORDER BY d.id
        """
    }

    /// The statement that freezes a product's text, making the product's row when there is none yet.
    static func freezing(
        _ product: ProductIdentity, _ manuscript: ManuscriptReference, because reason: String, tenant: TenantID
    ) throws -> PostgresQuery {
        var frozen = manuscript
        frozen.frozen = true
        return """
            INSERT INTO presswork.product
                (tenant_id, id, pipeline, name, item_key, frozen_manuscript, frozen_at, frozen_because)
            VALUES (\(tenant), presswork.uuid_v7(), \(product.pipeline), \(product.product), \(product.itemKey),
                \(try PostgresJSON(encoding: frozen)), now(), \(reason))
            ON CONFLICT (tenant_id, pipeline, name, item_key) DO UPDATE
            SET frozen_manuscript = excluded.frozen_manuscript, frozen_at = now(),
                frozen_because = excluded.frozen_because
            """
    }
}
