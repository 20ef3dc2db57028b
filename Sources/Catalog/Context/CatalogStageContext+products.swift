package import Pipelines
import Postgres

extension CatalogStageContext {
    /// The text that a person accepted or that was published; `nil` in a run that was told to refresh.
    package func frozenManuscript(of product: ProductIdentity) async throws -> ManuscriptReference? {
        guard !request.run.refresh else { return nil }
        let rows = try await database.query(
            """
            SELECT frozen_manuscript FROM presswork.product
            WHERE tenant_id = \(request.tenant) AND pipeline = \(product.pipeline) AND name = \(product.product)
                AND item_key = \(product.itemKey) AND frozen_manuscript IS NOT NULL
            """, in: request.tenant)
        return try rows.first?.decodeJSON("frozen_manuscript")
    }

    /// Keeps a text from being written again.
    package func freeze(_ product: ProductIdentity, manuscript: ManuscriptReference) async throws {
        _ = try await runFenced([
            try ProductStore.freezing(product, manuscript, because: "accepted", tenant: request.tenant)
        ])
    }

    /// Records a version under the product's row, so that of two at once the second sees the first.
    package func recordVersion(_ version: NewVersion) async throws -> ProductVersionReference {
        let results = try await runFenced(
            try VersionRecording(version, request: request).statements)
        return try results[results.count - 1].onlyRow.decodeJSON("reference")
    }
}
