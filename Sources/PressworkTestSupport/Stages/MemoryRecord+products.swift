package import Pipelines

extension MemoryRecord {
    func frozenManuscript(of product: ProductIdentity) -> ManuscriptReference? {
        note(.lookedUpFrozen(product))
        return frozen[product]
    }

    /// Freezes a product's text, as a person's approval or a publication does.
    package func freeze(_ product: ProductIdentity, manuscript: ManuscriptReference) {
        note(.froze(product))
        var kept = manuscript
        kept.frozen = true
        frozen[product] = kept
    }

    /// Records a version; the newest one again when its assets are the same.
    package func recordVersion(_ new: NewVersion) throws -> ProductVersionReference {
        let digest = try new.digest()
        let known = versions[new.product] ?? []
        if let newest = known.last, newest.digest == digest {
            note(.recordedVersion(new.product, version: newest.version))
            return newest
        }
        let version = ProductVersionReference(
            product: new.product, version: known.count + 1, digest: digest, title: new.title, summary: new.summary,
            manuscript: new.manuscript, assets: new.assets)
        versions[new.product] = known + [version]
        note(.recordedVersion(new.product, version: version.version))
        return version
    }
}
