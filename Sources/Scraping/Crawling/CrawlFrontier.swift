import DequeModule

/// The pages that a crawl still has to fetch, in a queue for each site. Every site keeps its own pace and sites take turns,
/// so that one that asks for patience never holds up the others. Pure: time is given from outside.
struct CrawlFrontier {
    typealias Instant = ContinuousClock.Instant

    /// One address to fetch.
    struct Page: Sendable, Hashable {
        var url: String
        /// Links from a seed.
        var depth: Int
        /// How often it was tried before.
        var tries = 0
    }

    /// What to do next.
    enum Work: Sendable, Hashable {
        /// Ask a site for its robots.txt; nothing else goes to it meanwhile.
        case robots(site: String)
        case page(Page, site: String)
    }

    private enum Place { case nowhere, inLine, resting }

    /// A class, so that its queue is changed in place: a site may have a million pages.
    private final class Site {
        var waiting = Deque<Page>()
        var active = 0
        var isKnown = false
        var nextTurn: Instant
        var delay: Duration
        /// On top of the delay, after answers that asked for patience.
        var penalty = Duration.zero
        var place = Place.nowhere

        init(nextTurn: Instant, delay: Duration) {
            self.nextTurn = nextTurn
            self.delay = delay
        }
    }

    private struct Rest {
        var until: Instant
        var site: String
    }

    private static let leastPenalty: Duration = .milliseconds(500)
    private static let greatestPenalty: Duration = .seconds(60)

    private let perSite: Int
    private let delay: Duration
    private var sites: [String: Site] = [:]
    /// Sites that have a page and may be asked now, in turn.
    private var line = Deque<String>()
    /// Sites that have a page and may be asked later, the soonest first (a binary heap).
    private var resting: [Rest] = []
    /// Pages that wait, over all sites.
    private(set) var waitingCount = 0

    /// - Parameters:
    ///   - perSite: requests to one site at once.
    ///   - delay: least time between two requests to one site.
    init(perSite: Int, delay: Duration) {
        self.perSite = max(1, perSite)
        self.delay = delay
    }

    /// Sites that have been met and still have pages.
    var siteCount: Int { sites.count }

    /// When the next site has rested enough; nil where none rests.
    var nextTurn: Instant? { resting.first?.until }

    mutating func add(_ page: Page, of site: String, now: Instant) {
        let entry: Site
        if let known = sites[site] {
            entry = known
        } else {
            entry = Site(nextTurn: now, delay: delay)
            sites[site] = entry
        }
        entry.waiting.append(page)
        waitingCount += 1
        settle(entry, site, now)
    }

    /// The next request that may leave now; nil where none may.
    mutating func next(now: Instant) -> Work? {
        while let first = resting.first, first.until <= now {
            removeFirstRest()
            guard let site = sites[first.site], site.place == .resting else { continue }
            site.place = .nowhere
            settle(site, first.site, now)
        }
        while let name = line.popFirst() {
            // A site that was sent to rest since stands in the line in vain.
            guard let site = sites[name], site.place == .inLine else { continue }
            site.place = .nowhere
            guard !site.waiting.isEmpty, site.active < limit(site) else { continue }
            site.active += 1
            site.nextTurn = now + site.delay + site.penalty
            let work: Work
            if site.isKnown, let page = site.waiting.popFirst() {
                waitingCount -= 1
                work = .page(page, site: name)
                settle(site, name, now)
            } else {
                work = .robots(site: name)
            }
            return work
        }
        return nil
    }

    /// A site's robots.txt is known: it asks for a pause between requests, or for nothing.
    mutating func know(_ name: String, delay asked: Duration, now: Instant) {
        guard let site = sites[name] else { return }
        site.isKnown = true
        site.active -= 1
        site.delay = max(delay, asked)
        settle(site, name, now)
    }

    /// A request to a site has ended. One that asked for patience (`pause`, not zero) is left alone for so long and asked
    /// more slowly afterwards, until its answers are good again.
    mutating func finish(_ name: String, pause: Duration = .zero, now: Instant) {
        guard let site = sites[name] else { return }
        site.active -= 1
        if pause > .zero {
            site.penalty = min(max(site.penalty * 2, Self.leastPenalty), Self.greatestPenalty)
            site.nextTurn = max(site.nextTurn, now + pause)
            // Its place in the line was for an earlier turn.
            if site.place == .inLine { site.place = .nowhere }
        } else {
            site.penalty = site.penalty > Self.leastPenalty ? site.penalty / 2 : .zero
        }
        settle(site, name, now)
    }

    /// Gives up all pages of a site; returns them.
    mutating func drop(_ name: String) -> [Page] {
        guard let site = sites[name] else { return [] }
        let pages = Array(site.waiting)
        waitingCount -= pages.count
        site.waiting = []
        site.active -= 1
        return pages
    }

    private func limit(_ site: Site) -> Int { site.isKnown ? perSite : 1 }

    /// Puts a site with work where it belongs: in line, or at rest until its turn.
    private mutating func settle(_ site: Site, _ name: String, _ now: Instant) {
        guard site.place == .nowhere, !site.waiting.isEmpty, site.active < limit(site) else { return }
        if site.nextTurn <= now {
            site.place = .inLine
            line.append(name)
        } else {
            site.place = .resting
            addRest(Rest(until: site.nextTurn, site: name))
        }
    }

    private mutating func addRest(_ rest: Rest) {
        resting.append(rest)
        var child = resting.count - 1
        while child > 0, resting[child].until < resting[(child - 1) / 2].until {
            resting.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func removeFirstRest() {
        resting.swapAt(0, resting.count - 1)
        resting.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < resting.count && resting[child].until < resting[least].until { least = child }
            guard least != parent else { return }
            resting.swapAt(parent, least)
            parent = least
        }
    }
}
