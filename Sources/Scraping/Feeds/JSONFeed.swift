import Markup

/// JSON Feed 1.0 and 1.1 (jsonfeed.org).
enum JSONFeed {
    /// Nil for JSON that is no feed.
    static func read(_ text: String, base: WebURL?) -> Feed? {
        guard let json = LooseJSON(text), let items = json["items"],
            json["version"]?.text?.contains("jsonfeed") == true || json["title"] != nil
        else { return nil }
        func resolve(_ value: LooseJSON?) -> String? {
            value?.text.flatMap { WebURL.resolve($0, against: base)?.description }
        }
        var feed = Feed(
            title: json["title"]?.text, link: resolve(json["home_page_url"]), description: json["description"]?.text,
            language: json["language"]?.text)
        feed.items = items.elements.prefix(10_000).map { entry in
            var item = FeedItem()
            item.link = resolve(entry["url"]) ?? resolve(entry["external_url"])
            item.id = entry["id"]?.text ?? item.link
            item.title = entry["title"]?.text
            item.summary = entry["summary"]?.text ?? entry["content_text"]?.text
            item.contentHTML = entry["content_html"]?.text
            let author = entry["authors"]?.elements.first ?? entry["author"] ?? json["authors"]?.elements.first
            item.author = author?["name"]?.text
            item.published = entry["date_published"]?.text.flatMap { WebDate.instant(in: $0) }
            item.updated = entry["date_modified"]?.text.flatMap { WebDate.instant(in: $0) }
            item.image = resolve(entry["image"]) ?? resolve(entry["banner_image"])
            return item
        }
        return feed
    }
}
