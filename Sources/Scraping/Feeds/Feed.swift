/// A feed of any dialect. Its JSON is what `presswork feed` prints.
package struct Feed: Codable, Hashable, Sendable {
    package var title: String?
    /// The address of the site, absolute.
    package var link: String?
    package var description: String?
    /// A BCP 47 tag.
    package var language: String?
    package var items: [FeedItem]

    package init(
        title: String? = nil, link: String? = nil, description: String? = nil, language: String? = nil,
        items: [FeedItem] = []
    ) {
        self.title = title
        self.link = link
        self.description = description
        self.language = language
        self.items = items
    }
}

/// One entry of a feed.
package struct FeedItem: Codable, Hashable, Sendable {
    /// What the feed calls it, else its address.
    package var id: String?
    /// Absolute.
    package var link: String?
    package var title: String?
    /// As plain text.
    package var summary: String?
    /// The whole entry as HTML, where the feed carries it.
    package var contentHTML: String?
    package var author: String?
    /// ISO 8601 in UTC.
    package var published: String?
    /// ISO 8601 in UTC.
    package var updated: String?
    /// Absolute.
    package var image: String?

    package init() {}
}
