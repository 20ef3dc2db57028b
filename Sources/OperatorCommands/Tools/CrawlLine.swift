import Scraping

/// A page as `crawl --json` prints it.
struct CrawlLine: Encodable, Sendable {
    var url: String
    /// `page`, `unchanged`, `failed`, `disallowed` by robots.txt, or `gone` for one that an earlier crawl found and this one did not.
    var outcome: String
    var status: Int?
    /// Where the answer came from, if a redirect led elsewhere.
    var finalURL: String?
    var contentType: String?
    var bytes: Int?
    var depth: Int?
    var links: Int?
    var error: String?
    var page: ExtractedPage?

    private enum CodingKeys: String, CodingKey {
        case url, outcome, status, bytes, depth, links, error, page
        case finalURL = "final_url"
        case contentType = "content_type"
    }

    init(_ visit: CrawlVisit) {
        url = visit.url
        depth = visit.depth
        switch visit.outcome {
        case .page(let response):
            outcome = "page"
            status = response.status
            finalURL = response.url == visit.url ? nil : response.url
            contentType = response.contentType
            bytes = response.body.count
            links = visit.links.count
        case .unchanged: outcome = "unchanged"
        case .failed(let failure):
            outcome = failure.code == .disallowedByRobots ? "disallowed" : "failed"
            error = failure.message
        }
    }

    init(gone url: String) {
        self.url = url
        outcome = "gone"
    }
}

/// How a crawl went.
struct CrawlCounts: Sendable {
    private(set) var pages = 0
    private(set) var unchanged = 0
    private(set) var failed = 0
    /// By robots.txt, which is no failure of a crawl.
    private(set) var disallowed = 0
    private(set) var bytes = 0

    var visits: Int { pages + unchanged + failed + disallowed }

    mutating func add(_ visit: CrawlVisit) {
        switch visit.outcome {
        case .page(let response):
            pages += 1
            bytes += response.body.count
        case .unchanged: unchanged += 1
        case .failed(let error) where error.code == .disallowedByRobots: disallowed += 1
        case .failed: failed += 1
        }
    }

    var sentence: String {
        "\(pages) pages (\(bytes >> 10) KiB), \(unchanged) unchanged, \(disallowed) disallowed, \(failed) failed"
    }
}
