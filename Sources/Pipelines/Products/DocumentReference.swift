/// A stored document.
package struct DocumentReference: Sendable, Hashable, Codable {
    package var digest: Digest
    package var url: String
    package var title: String
    package var rights: Rights
    /// The document's; nil where it is not known.
    package var quality: Double?

    package init(digest: Digest, url: String, title: String, rights: Rights, quality: Double? = nil) {
        self.digest = digest
        self.url = url
        self.title = title
        self.rights = rights
        self.quality = quality
    }
}
