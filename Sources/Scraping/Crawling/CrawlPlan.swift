/// What a crawl fetches and how fast.
package struct CrawlPlan: Sendable, Hashable {
    /// Links from a seed to the farthest page; 0 fetches the seeds alone.
    package var depth: Int
    /// Pages that are fetched at most.
    package var limit: Int
    /// A glob on the path of links (`/articles/*`); seeds are fetched whatever it says.
    package var match: String?
    /// Requests at once.
    package var concurrency: Int
    /// Of these, to one site.
    package var perSite: Int
    /// How often a page is tried whose failure may pass.
    package var tries: Int

    /// Whether the links of the farthest pages are read too; they are named and not fetched.
    package var namesFarther = false

    /// Pages that may wait; links beyond are not followed.
    package static let waitingLimit = 1_000_000

    package init(
        depth: Int = 0, limit: Int = 100_000, match: String? = nil, concurrency: Int = 32, perSite: Int = 4,
        tries: Int = 3
    ) {
        self.depth = depth
        self.limit = limit
        self.match = match
        self.concurrency = max(1, concurrency)
        self.perSite = max(1, perSite)
        self.tries = max(1, tries)
    }
}

/// What became of one page of a crawl.
package struct CrawlVisit: Sendable {
    /// How it ended.
    package enum Outcome: Sendable {
        case page(PageResponse)
        /// As it was when it was last fetched; with the answer that says so, where the page was asked.
        case unchanged(PageResponse? = nil)
        case failed(FetchError)
    }

    /// As it was asked for.
    package var url: String
    package var depth: Int
    package var outcome: Outcome
    /// The addresses that the page links to, on its own site, each once.
    package var links: [String]

    package init(url: String, depth: Int, outcome: Outcome, links: [String] = []) {
        self.url = url
        self.depth = depth
        self.outcome = outcome
        self.links = links
    }
}

/// What an earlier crawl left behind of a page.
package struct CrawlMemory: Sendable, Hashable, Codable {
    package var etag: String?
    package var lastModified: String?
    package var links: [String]
    /// Whether it need not be fetched at all: it is still fresh, or this crawl goes on where one was broken off.
    package var isDone: Bool

    package init(etag: String? = nil, lastModified: String? = nil, links: [String] = [], isDone: Bool = false) {
        self.etag = etag
        self.lastModified = lastModified
        self.links = links
        self.isDone = isDone
    }
}
