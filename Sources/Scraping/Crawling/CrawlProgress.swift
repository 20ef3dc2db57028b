import Markup

/// Where a crawl stands: what it has met, what waits, how many pages it may still fetch.
struct CrawlProgress {
    private let plan: CrawlPlan
    private let pattern: [UInt8]?
    private(set) var frontier: CrawlFrontier
    /// Every address met, as a hash: a crawl meets millions.
    private var met: Set<Int> = []
    private var left: Int

    /// A failure that may pass is waited for at least so long.
    private static let retryPause: Duration = .seconds(1)

    init(_ plan: CrawlPlan) {
        self.plan = plan
        pattern = plan.match.map { RobotsPattern.normalized($0) + [UInt8(ascii: "$")] }
        frontier = CrawlFrontier(perSite: plan.perSite, delay: .zero)
        left = plan.limit
    }

    /// Whether nothing waits that may still be fetched.
    var isEmpty: Bool { frontier.waitingCount == 0 || left <= 0 }

    mutating func next(now: CrawlFrontier.Instant) -> CrawlFrontier.Work? {
        guard left > 0, let work = frontier.next(now: now) else { return nil }
        if case .page = work { left -= 1 }
        return work
    }

    /// Adds an address that was not met before; returns the visit of one that is none.
    mutating func add(_ address: String, depth: Int, now: CrawlFrontier.Instant) -> CrawlVisit? {
        guard let url = WebURL(address), url.isWeb else {
            let error = FetchError(code: .invalidURL, message: "\(address) is not an address that can be fetched.")
            return CrawlVisit(url: address, depth: depth, outcome: .failed(error))
        }
        let page = url.canonical.description
        guard frontier.waitingCount < CrawlPlan.waitingLimit, met.insert(page.hashValue).inserted else { return nil }
        frontier.add(CrawlFrontier.Page(url: page, depth: depth), of: url.origin, now: now)
        return nil
    }

    /// A site's robots.txt was asked for. Returns the visits of pages that cannot be fetched therefore.
    mutating func know(
        _ site: String, _ answer: Result<Duration, FetchError>, now: CrawlFrontier.Instant
    ) -> [CrawlVisit] {
        switch answer {
        case .success(let pause):
            frontier.know(site, delay: pause, now: now)
            return []
        case .failure(let error):
            return frontier.drop(site).map { CrawlVisit(url: $0.url, depth: $0.depth, outcome: .failed(error)) }
        }
    }

    /// A page was asked for. Returns its visit, unless it is tried again.
    mutating func finish(
        _ page: CrawlFrontier.Page, _ site: String, _ visit: CrawlVisit, now: CrawlFrontier.Instant
    ) -> CrawlVisit? {
        guard case .failed(let error) = visit.outcome, error.isTransient else {
            frontier.finish(site, now: now)
            if page.depth < plan.depth { follow(visit.links, depth: page.depth + 1, now: now) }
            return visit
        }
        let pause = error.retryAfter ?? Self.retryPause * (1 << page.tries)
        frontier.finish(site, pause: error.code == .busy ? pause : .zero, now: now)
        guard page.tries + 1 < plan.tries else { return visit }
        var again = page
        again.tries += 1
        left += 1
        frontier.add(again, of: site, now: now)
        return nil
    }

    private mutating func follow(_ links: [String], depth: Int, now: CrawlFrontier.Instant) {
        for link in links {
            if let pattern {
                let path = WebURL(link)?.path ?? ""
                guard RobotsPattern.matches(pattern, RobotsPattern.normalized(path)) else { continue }
            }
            // A link that is no address leads nowhere, and nobody asked for it.
            _ = add(link, depth: depth, now: now)
        }
    }
}
