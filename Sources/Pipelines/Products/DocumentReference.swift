/// A stored document.
package struct DocumentReference: Sendable, Hashable, Codable {
    package var digest: Digest
    package var url: String
    package var title: String
    package var rights: Rights

    package init(digest: Digest, url: String, title: String, rights: Rights) {
        self.digest = digest
        self.url = url
        self.title = title
        self.rights = rights
    }
}
