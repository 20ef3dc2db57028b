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
        /// The rows of an Airtable table.
        case airtable(AirtableSpec)
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

    /// A table of Airtable. Fields are named as people see them there.
    package struct AirtableSpec: Sendable, Hashable, Codable {
        /// The base's id, `app…`.
        package var base: String
        /// The table's name or id.
        package var table: String
        /// The view whose rows, filter and order count.
        package var view: String?
        /// The secret that holds the access token.
        package var token: String
        /// The fields that hold a row's title, its day, and the address of the page that is read in its place.
        package var title: String
        package var date: String?
        package var link: String?

        package init(
            base: String, table: String, view: String? = nil, token: String = Self.usualToken,
            title: String = Self.usualTitle, date: String? = nil, link: String? = nil
        ) {
            self.base = base
            self.table = table
            self.view = view
            self.token = token
            self.title = title
            self.date = date
            self.link = link
        }

        /// What a token's secret is called where none is named.
        package static let usualToken = "AIRTABLE_TOKEN"
        /// What Airtable calls the first field of a new table.
        package static let usualTitle = "Name"
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
    /// What of each document is taken: selectors for the parts of a page, or names for the fields of a record. Nil takes
    /// what the extractor judges to be the text.
    package var select: [String]?
    /// The least quality of a document that is taken, 0 to 1; nil takes all.
    package var minQuality: Double?
    /// Whether the run goes on without this source.
    package var isOptional: Bool

    package init(
        kind: Kind, rights: Rights = .quote, match: String? = nil, limit: Int? = nil, since: String? = nil,
        newerThan: Int? = nil, select: [String]? = nil, minQuality: Double? = nil,
        isOptional: Bool = false
    ) {
        self.kind = kind
        self.rights = rights
        self.match = match
        self.limit = limit
        self.since = since
        self.newerThan = newerThan
        self.select = select
        self.minQuality = minQuality
        self.isOptional = isOptional
    }
}
