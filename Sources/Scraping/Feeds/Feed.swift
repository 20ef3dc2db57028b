/// A feed of any dialect, as a pipeline uses it: what each entry is and where it stands.
package struct Feed: Hashable, Sendable {
    /// As plain text.
    package var title: String?
    /// The address of the site, absolute.
    package var link: String?
    /// As plain text.
    package var description: String?
    /// A BCP 47 tag.
    package var language: String?
    package var items: [FeedItem] = []

    package init(_ document: FeedDocument) {
        let feed = document.feed
        title = feed.text("title").flatMap(FeedText.plain)
        link = feed.text("link").flatMap(Self.address)
        description = (feed.text("subtitle") ?? feed.text("summary")).flatMap(FeedText.plain)
        language = feed.text("language")
        items = document.entries.map { FeedItem($0) }
    }

    static func address(_ text: String) -> String? { WebURL(text)?.description }
}

/// One entry of a feed.
package struct FeedItem: Hashable, Sendable {
    /// What the feed calls it, else its address.
    package var id: String?
    /// Absolute.
    package var link: String?
    /// As plain text.
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

    init(_ entry: FeedFields) {
        link = entry.text("link").flatMap(Feed.address)
        id = entry.text("id") ?? link
        title = entry.text("title").flatMap(FeedText.plain)
        summary = entry.text("summary").flatMap(FeedText.plain)
        contentHTML = Self.html(entry)
        author = entry["author_detail"]?.fields?.text("name") ?? entry.text("author")
        published = Self.date(entry, "published") ?? Self.date(entry, "created")
        updated = Self.date(entry, "updated")
        image = Self.image(entry)
    }

    private static func date(_ entry: FeedFields, _ name: String) -> String? {
        entry[name + "_parsed"]?.list.isEmpty == false ? entry.text(name) : nil
    }

    private static func html(_ entry: FeedFields) -> String? {
        let contents = entry["content"]?.list.compactMap(\.fields) ?? []
        if let html = contents.first(where: { $0.text("type") != "text/plain" })?.text("value"), !html.isEmpty {
            return html
        }
        if let text = contents.first?.text("value"), !text.isEmpty {
            return "<p>" + text.replacing("&", with: "&amp;").replacing("<", with: "&lt;") + "</p>"
        }
        let isMarkup = entry["summary_detail"]?.fields?.text("type") != "text/plain"
        guard isMarkup, let summary = entry.text("summary"), summary.contains("<") else { return nil }
        return summary
    }

    private static func image(_ entry: FeedFields) -> String? {
        if let own = entry["image"]?.fields?.text("href") { return Feed.address(own) }
        for name in ["media_thumbnail", "media_content", "enclosures"] {
            for item in entry[name]?.list.compactMap(\.fields) ?? [] {
                let isImage =
                    name == "media_thumbnail" || item.text("medium") == "image"
                    || item.text("type")?.hasPrefix("image/") == true
                if isImage, let address = item.text("url") ?? item.text("href") { return Feed.address(address) }
            }
        }
        return nil
    }
}
