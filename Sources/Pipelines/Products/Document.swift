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
    /// How much of the text is sentences that say something, 0 to 1; nil where it was recorded before that was judged.
    package var quality: Double?

    package init(
        url: String, title: String, author: String? = nil, published: String? = nil, site: String? = nil,
        language: String? = nil, summary: String? = nil, markdown: String, text: String, images: [DocumentImage] = [],
        quality: Double? = nil
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
        self.quality = quality
    }
}
