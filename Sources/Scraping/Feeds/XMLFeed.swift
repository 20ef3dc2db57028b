import Markup

/// A feed in XML.
struct XMLFeed {
    let tree: XMLTree
    let base: WebURL?

    func read(_ root: Int) -> Feed {
        var feed = Feed()
        let channel = tree.children(of: root).first { FeedName(tree, $0) == .plain("channel") } ?? root
        let base = base(at: channel)
        for child in tree.children(of: channel) {
            switch FeedName(tree, child) {
            case .plain("title"): feed.title = feed.title ?? plainText(child)
            case .plain("link"): feed.link = feed.link ?? link(child, base: base)
            case .plain("description"), .plain("subtitle"), .plain("tagline"):
                feed.description = feed.description ?? plainText(child)
            case .plain("language"), .dublinCore("language"): feed.language = feed.language ?? text(child)
            default: break
            }
        }
        feed.language = feed.language ?? tree.attribute("lang", of: channel) ?? tree.attribute("lang", of: root)
        feed.items = items(of: root).prefix(10_000).map { XMLFeedItem(feed: self, node: $0).read() }
        return feed
    }

    /// Entries stand in the channel or, in RSS 1.0, beside it.
    private func items(of root: Int) -> [Int] {
        tree.descendants(of: root).filter {
            let name = FeedName(tree, $0)
            return name == .plain("item") || name == .plain("entry")
        }
    }

    func text(_ node: Int) -> String? {
        let text = tree.text(of: node).trimmingBlanks
        return text.isEmpty ? nil : text
    }

    /// Text of a title or summary: marks of HTML go, whether the feed says that it is HTML or just puts it there.
    func plainText(_ node: Int) -> String? {
        text(node).flatMap { FeedText.plain($0) }
    }

    /// The address in a link: RSS has it as text, Atom as an attribute.
    func link(_ node: Int, base: WebURL?) -> String? {
        if let target = tree.attribute("href", of: node) {
            let relation = tree.attribute("rel", of: node) ?? "alternate"
            guard relation == "alternate" || relation.hasSuffix("/alternate") else { return nil }
            return resolve(target, base)
        }
        return text(node).flatMap { resolve($0, base) }
    }

    func resolve(_ reference: String, _ base: WebURL?) -> String? {
        WebURL.resolve(reference, against: base)?.description
    }

    /// The address that relative ones under a node are relative to: `xml:base`, itself relative to that of its parents.
    func base(at node: Int) -> WebURL? {
        var references: [String] = []
        var current: Int? = node
        while let index = current {
            if let value = tree.attribute("base", of: index) { references.append(value) }
            current = tree.parent(of: index)
        }
        return references.reversed().reduce(base) { WebURL.resolve($1, against: $0) ?? $0 }
    }
}

/// Names of elements without regard to which address a dialect gives its namespace.
enum FeedName: Equatable {
    case plain(String)
    case dublinCore(String)
    case content(String)
    case media(String)
    case itunes(String)
    case foreign

    init(_ tree: XMLTree, _ node: Int) {
        guard let name = tree.name(of: node) else {
            self = .foreign
            return
        }
        let namespace = name.namespace.lowercased()
        let local = name.local.lowercased()
        switch namespace {
        case "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/", "dc", "dcterms": self = .dublinCore(local)
        case "http://purl.org/rss/1.0/modules/content/", "content": self = .content(local)
        case "http://search.yahoo.com/mrss/", "http://search.yahoo.com/mrss", "media": self = .media(local)
        case "http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes": self = .itunes(local)
        case "", "http://www.w3.org/2005/atom", "http://purl.org/rss/1.0/", "atom", "atom10",
            "http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/":
            self = .plain(local)
        default:
            let isDialect =
                namespace.contains("purl.org/atom") || namespace.contains("/rss") || namespace.contains("rss2")
            self = isDialect && !namespace.contains("modules") ? .plain(local) : .foreign
        }
    }
}
