import Foundation
package import ObjectStorage
package import Pipelines
import Postgres

/// What waits for a person. Decisions end the wait through the jobs' own store; what they mean for the products is here.
package struct ReviewStore: Sendable {
    private let database: TenantDatabase
    private let assets: AssetStore

    package init(database: TenantDatabase, objects: any ObjectStore) {
        self.database = database
        assets = AssetStore(database: database, objects: objects)
    }

    /// What waits, the longest first.
    /// - Parameter run: only what waits in one run.
    package func list(run: RunID? = nil, limit: Int = 1000, for tenant: TenantID) async throws -> [ReviewItem] {
        try await read(job: nil, run: run, limit: limit, tenant)
    }

    /// One job that waits. - Throws: `CatalogError` `notFound` when it does not.
    package func show(_ job: JobID, for tenant: TenantID) async throws -> ReviewItem {
        guard let item = try await read(job: job, run: nil, limit: 1, tenant).first else {
            throw CatalogError(.notFound, "the job \(job) does not wait for a review; see presswork review list")
        }
        return item
    }

    /// Lets a job go on: its products' texts are frozen first, then the job is released. Stopped in between, the texts
    /// are only not written again, and the job still waits.
    package func approve(_ job: JobID, by actor: String, note: String = "", for tenant: TenantID) async throws {
        try await accept(job, by: actor, for: tenant)
        try await RunStore(database, tenant: tenant).decide(job, approve: true, by: actor, note: note)
    }

    /// Ends an item at its review.
    package func reject(_ job: JobID, by actor: String, note: String, for tenant: TenantID) async throws {
        try await RunStore(database, tenant: tenant).decide(job, approve: false, by: actor, note: note)
    }

    /// Freezes the texts that a person accepts, and notes who did. Done twice, it changes nothing.
    private func accept(_ job: JobID, by actor: String, for tenant: TenantID) async throws {
        let item = try await show(job, for: tenant)
        let statements = try item.products.flatMap { version in
            [
                try ProductStore.freezing(version.product, version.manuscript, because: "accepted", tenant: tenant),
                Self.approval(version, actor, tenant),
            ]
        }
        guard !statements.isEmpty else { return }
        _ = try await database.transaction(statements, in: tenant)
    }

    private static func approval(
        _ version: ProductVersionReference, _ actor: String, _ tenant: TenantID
    ) -> PostgresQuery {
        """
        UPDATE presswork.product_version v SET approved_at = coalesce(v.approved_at, now()),
            approved_by = coalesce(v.approved_by, \(actor))
        FROM presswork.product p
        WHERE p.tenant_id = \(tenant) AND p.pipeline = \(version.product.pipeline)
            AND p.name = \(version.product.product) AND p.item_key = \(version.product.itemKey)
            AND v.tenant_id = p.tenant_id AND v.product_id = p.id AND v.version = \(version.version)
        """
    }

    private func read(job: JobID?, run: RunID?, limit: Int, _ tenant: TenantID) async throws -> [ReviewItem] {
        let rows = try await database.query(
            """
            SELECT j.id, j.run_id, p.name, i.key, coalesce(j.input -> 'assemble', '{}') AS assemble, p.document,
                coalesce(j.finished_at, j.claimed_at, j.created_at) AS since
            FROM presswork.waiting w
            JOIN presswork.job j ON j.id = w.job_id
            JOIN presswork.run r ON r.id = j.run_id
            JOIN presswork.pipeline p ON p.id = r.pipeline_id
            JOIN presswork.item i ON i.id = j.item_id
            WHERE w.tenant_id = \(tenant) AND w.state = 'awaiting_review'
                AND (\(nullable: job)::uuid IS NULL OR j.id = \(nullable: job))
                AND (\(nullable: run)::uuid IS NULL OR j.run_id = \(nullable: run))
            ORDER BY since, j.id LIMIT \(limit)
            """, in: tenant)
        var items: [ReviewItem] = []
        for row in rows {
            let pipeline = try row.decodeJSON("document", as: Pipeline.self)
            let review = pipeline.review
            let since = try row.decodeDate("since")
            let made = try await products(of: try row.decodeJSON("assemble"))
            items.append(
                ReviewItem(
                    job: try row.decode("id"), run: try row.decode("run_id"), pipeline: try row.decode("name"),
                    itemKey: try row.decode("key"),
                    products: made.filter { review?.products.contains($0.key) ?? true }.sorted { $0.key < $1.key }
                        .map(\.value),
                    reviewers: review?.reviewers ?? [], since: since,
                    by: pipeline.reviewDeadline(waitingSince: since)))
        }
        return items
    }

    /// What `assemble` returned; a large output stands in the row as `{"$object": SHA-256}`.
    private func products(of output: JSONValue) async throws -> [String: ProductVersionReference] {
        guard case .string(let hex)? = output["$object"] else {
            return output["products"] == nil ? [:] : try output.decode(as: AssembleOutput.self).products
        }
        guard let digest = Digest(hex: hex) else {
            throw CatalogError(.corrupt, "an output's address is not a SHA-256")
        }
        let bytes = try await assets.read(digest, limit: 64 * 1024 * 1024)
        return try JSONValue(parsing: bytes).decode(as: AssembleOutput.self).products
    }
}
