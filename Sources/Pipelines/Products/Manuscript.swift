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

/// How a text came to be; printed in the product.
package struct Provenance: Sendable, Hashable, Codable {
    /// `extractive`, `openai-compatible`, …
    package var provider: String
    package var model: String?
    /// The sentence that readers see, for example that no model wrote this and sentences are quoted from the sources.
    package var statement: String

    package init(provider: String, model: String? = nil, statement: String) {
        self.provider = provider
        self.model = model
        self.statement = statement
    }
}
