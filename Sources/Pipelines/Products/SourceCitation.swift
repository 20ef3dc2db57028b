/// Where words came from.
package struct SourceCitation: Sendable, Hashable, Codable {
    package var document: Digest
    package var url: String
    package var title: String
    package var author: String?

    package init(document: Digest, url: String, title: String, author: String? = nil) {
        self.document = document
        self.url = url
        self.title = title
        self.author = author
    }
}
