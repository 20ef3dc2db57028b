package import EventLoops
import Markup

/// Fetches many pages of many sites: as fast as its limits allow over all of them, and each site at its own pace.
package struct Crawler: Sendable {
    let fetcher: Fetcher
    let pool: ComputePool
    let plan: CrawlPlan

    /// - Parameter pool: where pages are parsed for their links.
    package init(fetcher: Fetcher, pool: ComputePool, plan: CrawlPlan = CrawlPlan()) {
        self.fetcher = fetcher
        self.pool = pool
        self.plan = plan
    }

    private enum Event: Sendable {
        case robots(site: String, Result<Duration, FetchError>)
        case visited(CrawlFrontier.Page, site: String, CrawlVisit)
        /// A site may have rested enough.
        case awake(CrawlFrontier.Instant)
    }

    /// Fetches the seeds and what they lead to.
    ///
    /// - Parameters:
    ///   - memory: what is known of a page from an earlier crawl.
    ///   - each: is told of every page, one after the other, in the order in which they ended.
    /// - Throws: what `each` throws, or `CancellationError`.
    package func run(
        _ seeds: some Sequence<String>, memory: @Sendable (String) -> CrawlMemory? = { _ in nil },
        each: (CrawlVisit) async throws -> Void
    ) async throws {
        let clock = ContinuousClock()
        var progress = CrawlProgress(plan)
        for seed in seeds {
            if let refused = progress.add(seed, depth: 0, now: clock.now) { try await each(refused) }
        }
        try await withThrowingTaskGroup(of: Event.self) { group in
            var running = 0
            var alarms: [CrawlFrontier.Instant] = []
            while true {
                while running < plan.concurrency, let work = progress.next(now: clock.now) {
                    running += 1
                    start(work, memory, &group)
                }
                if running == 0 && progress.isEmpty { break }
                // One alarm is enough, unless a site comes that rests shorter.
                if let turn = progress.frontier.nextTurn, alarms.allSatisfy({ turn < $0 }) {
                    alarms.append(turn)
                    group.addTask {
                        try await clock.sleep(until: turn)
                        return .awake(turn)
                    }
                }
                guard let event = try await group.next() else { break }
                switch event {
                case .awake(let turn):
                    alarms.removeAll { $0 == turn }
                    continue
                case .robots(let site, let answer):
                    for visit in progress.know(site, answer, now: clock.now) { try await each(visit) }
                case .visited(let page, let site, let visit):
                    if let final = progress.finish(page, site, visit, now: clock.now) { try await each(final) }
                }
                running -= 1
            }
            group.cancelAll()
        }
        try Task.checkCancellation()
    }

    private func start(
        _ work: CrawlFrontier.Work, _ memory: (String) -> CrawlMemory?,
        _ group: inout ThrowingTaskGroup<Event, any Error>
    ) {
        switch work {
        case .robots(let site):
            group.addTask {
                do throws(FetchError) {
                    return .robots(site: site, .success(try await fetcher.pause(of: site)))
                } catch {
                    return .robots(site: site, .failure(error))
                }
            }
        case .page(let page, let site):
            let known = memory(page.url)
            group.addTask { .visited(page, site: site, await visit(page, known)) }
        }
    }

    private func visit(_ page: CrawlFrontier.Page, _ known: CrawlMemory?) async -> CrawlVisit {
        var visit = CrawlVisit(url: page.url, depth: page.depth, outcome: .unchanged(), links: known?.links ?? [])
        if known?.isDone == true { return visit }
        do throws(FetchError) {
            switch try await fetcher.fetchNow(page.url, etag: known?.etag, lastModified: known?.lastModified) {
            case .unchanged(let response): visit.outcome = .unchanged(response)
            case .page(let response):
                visit.links = page.depth < plan.depth || plan.namesFarther ? await links(of: response) : []
                visit.outcome = .page(response)
            }
        } catch {
            visit.outcome = .failed(error)
            visit.links = []
        }
        return visit
    }

    /// The pages of its own site that a page links to. A page that cannot be parsed leads nowhere.
    private func links(of response: PageResponse) async -> [String] {
        do {
            return try await pool.run {
                try PageLinks.onSameSite(response.body, contentType: response.contentType, url: response.url)
            }
        } catch {
            return []
        }
    }
}
