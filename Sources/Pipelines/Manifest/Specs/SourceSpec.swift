/// One entry of `sources`. Addresses are templates.
package struct SourceSpec: Sendable, Hashable, Codable {
    /// What is read, and where it is.
    package enum Kind: Sendable, Hashable, Codable {
        case feed(url: String)
        case page(url: String)
        case urls([String])
        case sitemap(url: String)
        /// A folder of the bundle with HTML or Markdown.
        case folder(path: String)
        /// The pages of a site that are so many links away.
        case crawl(CrawlSpec)
        /// The documents that a JSON API lists.
        case api(APISpec)
    }

    /// A site that is crawled.
    package struct CrawlSpec: Sendable, Hashable, Codable {
        /// Where it begins.
        package var start: String
        /// Links from there to the farthest page.
        package var depth: Int

        package init(start: String, depth: Int = 2) {
            self.start = start
            self.depth = depth
        }
    }

    /// A JSON API that lists documents, page by page. Paths go through members with dots: `data.posts`.
    package struct APISpec: Sendable, Hashable, Codable {
        package var url: String
        /// Where the list is; empty for the document itself.
        package var items: String
        /// Where an item has its address, its title and its date.
        package var link: String
        package var title: String?
        package var date: String?
        /// Where an answer has the address of the next one.
        package var next: String?

        package init(
            url: String, items: String = "", link: String = "url", title: String? = nil, date: String? = nil,
            next: String? = nil
        ) {
            self.url = url
            self.items = items
            self.link = link
            self.title = title
            self.date = date
            self.next = next
        }
    }

    package var kind: Kind
    package var rights: Rights
    /// A glob on the path of links (`/articles/*`).
    package var match: String?
    package var limit: Int?
    /// `last_issue` or an ISO date: only what was published after it.
    package var since: String?
    /// Seconds before the run's time: only what was published in them.
    package var newerThan: Int?
    /// Whether the run goes on without this source.
    package var isOptional: Bool

    package init(
        kind: Kind, rights: Rights = .quote, match: String? = nil, limit: Int? = nil, since: String? = nil,
        newerThan: Int? = nil, isOptional: Bool = false
    ) {
        self.kind = kind
        self.rights = rights
        self.match = match
        self.limit = limit
        self.since = since
        self.newerThan = newerThan
        self.isOptional = isOptional
    }
}
