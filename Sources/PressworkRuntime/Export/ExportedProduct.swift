package import Catalog
package import Pipelines

/// A product whose files were copied into the output folder.
package struct ExportedProduct: Sendable, Codable {
    package var record: ProductVersionRecord
    /// The assets' paths, relative to the folder, in the order of the assets.
    package var paths: [String]
    package var provenance: Provenance
    package var sources: [SourceCitation]

    /// The path of the first asset with one of `roles`, the first role first.
    func path(of roles: [AssetRole]) -> String? {
        for role in roles {
            if let index = record.reference.assets.firstIndex(where: { $0.role == role }) { return paths[index] }
        }
        return nil
    }
}
