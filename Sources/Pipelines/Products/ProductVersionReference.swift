/// A recorded version.
package struct ProductVersionReference: Sendable, Hashable, Codable {
    package var product: ProductIdentity
    /// From 1.
    package var version: Int
    /// SHA-256 over the sorted assets: equal bytes, equal digest.
    package var digest: Digest
    package var title: String
    package var summary: String
    package var manuscript: ManuscriptReference
    package var assets: [AssetReference]

    package init(
        product: ProductIdentity, version: Int, digest: Digest, title: String, summary: String,
        manuscript: ManuscriptReference, assets: [AssetReference]
    ) {
        self.product = product
        self.version = version
        self.digest = digest
        self.title = title
        self.summary = summary
        self.manuscript = manuscript
        self.assets = assets
    }
}
