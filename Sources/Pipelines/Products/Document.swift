/// A fetched and parsed source. Its canonical JSON is what is stored and addressed.
package struct Document: Sendable, Hashable, Codable {
    package var url: String
    package var title: String
    package var author: String?
    /// Publication day or instant as the page gives it, ISO 8601.
    package var published: String?
    package var site: String?
    /// BCP 47, as declared or detected.
    package var language: String?
    package var summary: String?
    /// The main text as CommonMark with GFM tables.
    package var markdown: String
    /// The same as plain text.
    package var text: String
    package var images: [DocumentImage]

    package init(
        url: String, title: String, author: String? = nil, published: String? = nil, site: String? = nil,
        language: String? = nil, summary: String? = nil, markdown: String, text: String, images: [DocumentImage] = []
    ) {
        self.url = url
        self.title = title
        self.author = author
        self.published = published
        self.site = site
        self.language = language
        self.summary = summary
        self.markdown = markdown
        self.text = text
        self.images = images
    }
}

/// A picture of a document.
package struct DocumentImage: Sendable, Hashable, Codable {
    /// Absolute.
    package var url: String
    package var alt: String

    package init(url: String, alt: String) {
        self.url = url
        self.alt = alt
    }
}

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

/// What may be done with a source's words.
package enum Rights: String, Sendable, Hashable, Codable, CaseIterable {
    case own, licensed, quote
}

/// What a server gave to ask again with (RFC 9110 §8.8).
package struct Validators: Sendable, Hashable, Codable {
    package var etag: String?
    package var lastModified: String?

    package init(etag: String? = nil, lastModified: String? = nil) {
        self.etag = etag
        self.lastModified = lastModified
    }
}

/// What is known of a page from an earlier fetch.
package struct KnownDocument: Sendable, Hashable {
    package var reference: DocumentReference
    package var validators: Validators

    package init(reference: DocumentReference, validators: Validators) {
        self.reference = reference
        self.validators = validators
    }
}
