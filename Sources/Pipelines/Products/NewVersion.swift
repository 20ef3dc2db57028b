/// A version to be recorded.
package struct NewVersion: Sendable, Hashable {
    package var product: ProductIdentity
    package var title: String
    package var summary: String
    package var manuscript: ManuscriptReference
    package var assets: [AssetReference]

    package init(
        product: ProductIdentity, title: String, summary: String, manuscript: ManuscriptReference,
        assets: [AssetReference]
    ) {
        self.product = product
        self.title = title
        self.summary = summary
        self.manuscript = manuscript
        self.assets = assets
    }
}
