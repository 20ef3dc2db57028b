/// All that one source of a pipeline offered when it was asked.
package struct SourceListing: Sendable, Hashable {
    /// The manifest's word for it: `sitemap`, `crawl`, …
    package var kind: String
    /// Where it is, with its variables filled in; with the pipeline and the kind it tells one source from another.
    package var address: String
    /// The addresses of the documents, each once.
    package var urls: [String]
    /// Whether nothing was left out: what an earlier listing had and a whole one does not is gone.
    package var isWhole: Bool

    package init(kind: String, address: String, urls: [String], isWhole: Bool = true) {
        self.kind = kind
        self.address = address
        self.urls = urls
        self.isWhole = isWhole
    }
}
