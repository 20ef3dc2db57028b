/// The written text of one product: what `generate` makes and `assemble` sets.
package struct Manuscript: Sendable, Hashable, Codable {
    package var title: String
    package var subtitle: String?
    /// BCP 47.
    package var language: String
    /// One or two sentences: preheader of a letter, description of a book.
    package var summary: String
    package var sections: [ManuscriptSection]
    /// Keywords and description for shops and search.
    package var keywords: [String]
    package var provenance: Provenance

    package init(
        title: String, subtitle: String? = nil, language: String, summary: String, sections: [ManuscriptSection],
        keywords: [String] = [], provenance: Provenance
    ) {
        self.title = title
        self.subtitle = subtitle
        self.language = language
        self.summary = summary
        self.sections = sections
        self.keywords = keywords
        self.provenance = provenance
    }
}
