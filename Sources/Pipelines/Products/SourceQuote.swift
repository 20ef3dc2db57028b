/// Words of a source that stand in a product, and where they stand in the source.
package struct SourceQuote: Sendable, Hashable, Codable {
    /// As the product has them.
    package var words: String
    package var document: Digest
    package var url: String
    /// The first of the words in the document's plain text, and the place behind the last, in Unicode scalars.
    package var start: Int
    package var end: Int

    package init(words: String, document: Digest, url: String, start: Int, end: Int) {
        self.words = words
        self.document = document
        self.url = url
        self.start = start
        self.end = end
    }
}
