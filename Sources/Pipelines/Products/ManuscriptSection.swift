/// A chapter of a book, a story of a letter, the text of a post.
package struct ManuscriptSection: Sendable, Hashable, Codable {
    /// The part of the product, as in the manifest's `write`: `intro`, `stories`, `chapters`, `post`.
    package var part: String
    package var heading: String
    /// CommonMark with GFM tables; never raw HTML.
    package var markdown: String
    /// The documents whose sentences or facts stand in it.
    package var sources: [SourceCitation]

    package init(part: String, heading: String, markdown: String, sources: [SourceCitation] = []) {
        self.part = part
        self.heading = heading
        self.markdown = markdown
        self.sources = sources
    }
}
