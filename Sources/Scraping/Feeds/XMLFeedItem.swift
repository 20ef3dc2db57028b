import Markup

/// One entry of a feed in XML.
struct XMLFeedItem {
    let feed: XMLFeed
    let node: Int
    private var item = FeedItem()
    private var permanentLink: String?

    init(feed: XMLFeed, node: Int) {
        self.feed = feed
        self.node = node
    }

    consuming func read() -> FeedItem {
        for child in feed.tree.children(of: node) {
            let base = feed.base(at: child)
            switch FeedName(feed.tree, child) {
            case .plain(let name): readPlain(name, child, base)
            case .dublinCore(let name): readDublinCore(name, child)
            case .content("encoded"): item.contentHTML = html(child) ?? item.contentHTML
            case .media(let name): readMedia(name, child, base)
            case .itunes("author"): item.author = item.author ?? feed.plainText(child)
            case .itunes("summary"): item.summary = item.summary ?? feed.plainText(child)
            case .itunes("image"):
                item.image = item.image ?? feed.tree.attribute("href", of: child).flatMap { feed.resolve($0, base) }
            default: break
            }
        }
        item.link = item.link ?? permanentLink
        item.id = item.id ?? feed.tree.attribute("about", of: node) ?? item.link
        return item
    }

    private mutating func readPlain(_ name: String, _ child: Int, _ base: WebURL?) {
        switch name {
        case "title": item.title = item.title ?? feed.plainText(child)
        case "link": item.link = item.link ?? feed.link(child, base: base)
        case "guid":
            item.id = item.id ?? feed.text(child)
            if feed.tree.attribute("ispermalink", of: child) ?? feed.tree.attribute("isPermaLink", of: child)
                != "false",
                let url = feed.text(child).flatMap(WebURL.init), url.isWeb
            {
                permanentLink = url.description
            }
        case "id": item.id = item.id ?? feed.text(child)
        case "description", "summary", "subtitle":
            if feed.text(child)?.contains("<") == true, name == "description", item.contentHTML == nil {
                item.contentHTML = feed.text(child)
            }
            item.summary = item.summary ?? feed.plainText(child)
        case "content": item.contentHTML = html(child) ?? item.contentHTML
        case "author", "contributor": item.author = item.author ?? author(child)
        case "pubdate", "published", "issued", "created": item.published = item.published ?? date(child)
        case "updated", "modified": item.updated = item.updated ?? date(child)
        case "enclosure":
            if feed.tree.attribute("type", of: child)?.hasPrefix("image/") == true { takeImage("url", child, base) }
        case "image":
            let address = feed.tree.children(of: child).first { FeedName(feed.tree, $0) == .plain("url") } ?? child
            item.image = item.image ?? feed.text(address).flatMap { feed.resolve($0, base) }
        default: break
        }
    }

    private mutating func readDublinCore(_ name: String, _ child: Int) {
        switch name {
        case "creator", "author": item.author = item.author ?? feed.plainText(child)
        case "date", "issued", "created": item.published = item.published ?? date(child)
        case "modified": item.updated = item.updated ?? date(child)
        case "title": item.title = item.title ?? feed.plainText(child)
        default: break
        }
    }

    private mutating func readMedia(_ name: String, _ child: Int, _ base: WebURL?) {
        switch name {
        case "thumbnail": takeImage("url", child, base)
        case "content":
            let type = feed.tree.attribute("type", of: child) ?? ""
            if feed.tree.attribute("medium", of: child) == "image" || type.hasPrefix("image/") {
                takeImage("url", child, base)
            }
        case "group":
            for inner in feed.tree.children(of: child) {
                if case .media(let name) = FeedName(feed.tree, inner), name != "group" { readMedia(name, inner, base) }
            }
        default: break
        }
    }

    private mutating func takeImage(_ attribute: String, _ child: Int, _ base: WebURL?) {
        item.image = item.image ?? feed.tree.attribute(attribute, of: child).flatMap { feed.resolve($0, base) }
    }

    /// The content as HTML: XHTML is written out, text is escaped, anything else is HTML already.
    private func html(_ child: Int) -> String? {
        let type = feed.tree.attribute("type", of: child)?.lowercased() ?? ""
        if type == "xhtml" || type == "application/xhtml+xml" || (feed.text(child) != nil && hasElements(child)) {
            return feed.tree.innerHTML(of: child).trimmingBlanks
        }
        guard let text = feed.text(child) else { return nil }
        guard type == "text" || type == "text/plain" else { return text }
        return "<p>" + text.replacing("&", with: "&amp;").replacing("<", with: "&lt;") + "</p>"
    }

    private func hasElements(_ child: Int) -> Bool { !feed.tree.children(of: child).isEmpty }

    /// Atom names the author in a child, RSS as `address (name)`.
    private func author(_ child: Int) -> String? {
        if let name = feed.tree.children(of: child).first(where: { FeedName(feed.tree, $0) == .plain("name") }) {
            return feed.plainText(name)
        }
        guard let text = feed.plainText(child) else { return nil }
        guard let open = text.firstIndex(of: "("), text.hasSuffix(")"), text[..<open].contains("@") else { return text }
        return text[text.index(after: open)...].dropLast().trimmingBlanks
    }

    private func date(_ child: Int) -> String? { feed.text(child).flatMap { WebDate.instant(in: $0) } }
}
