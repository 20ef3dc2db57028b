import Testing

@testable import Scraping

@Suite struct CrawlFrontierTests {
    private let start = ContinuousClock.now

    private func page(_ url: String) -> CrawlFrontier.Page { CrawlFrontier.Page(url: url, depth: 0) }

    /// A frontier whose sites have each answered with their pause.
    private func frontier(_ sites: [String: Duration], pages: Int, perSite: Int = 1) -> CrawlFrontier {
        var frontier = CrawlFrontier(perSite: perSite, delay: .zero)
        for site in sites.keys {
            for number in 0..<pages { frontier.add(page("\(site)/\(number)"), of: site, now: start) }
        }
        for _ in sites {
            guard case .robots(let site)? = frontier.next(now: start) else { continue }
            frontier.know(site, delay: sites[site] ?? .zero, now: start)
        }
        return frontier
    }

    @Test func robotsComeFirstAndAlone() {
        var frontier = CrawlFrontier(perSite: 4, delay: .zero)
        frontier.add(page("a/1"), of: "a", now: start)
        frontier.add(page("a/2"), of: "a", now: start)
        #expect(frontier.next(now: start) == .robots(site: "a"))
        #expect(frontier.next(now: start) == nil)
        frontier.know("a", delay: .zero, now: start)
        #expect(frontier.next(now: start) == .page(page("a/1"), site: "a"))
        #expect(frontier.next(now: start) == .page(page("a/2"), site: "a"))
        frontier.add(page("a/3"), of: "a", now: start)
        #expect(frontier.next(now: start) == .page(page("a/3"), site: "a"), "and are asked for once")
    }

    @Test func aPoliteSiteDoesNotHoldUpTheOthers() {
        var frontier = CrawlFrontier(perSite: 1, delay: .zero)
        for site in ["slow", "fast"] {
            for number in 0..<3 { frontier.add(page("\(site)/\(number)"), of: site, now: start) }
        }
        while case .robots(let site)? = frontier.next(now: start) {
            frontier.know(site, delay: site == "slow" ? .seconds(10) : .zero, now: start)
            if site == "fast" { break }
        }
        var order: [String] = []
        while case .page(let page, let site)? = frontier.next(now: start) {
            order.append(page.url)
            frontier.finish(site, now: start)
        }
        #expect(Set(order).isSuperset(of: ["fast/0", "fast/1", "fast/2"]))
        #expect(order.filter { $0.hasPrefix("slow") }.count <= 1)
        #expect(frontier.nextTurn.map { $0 - start <= .seconds(10) } == true)
    }

    @Test func delaysAreKeptAndASiteIsNeverAskedTwiceAtOnce() {
        var frontier = CrawlFrontier(perSite: 1, delay: .seconds(1))
        for number in 0..<3 { frontier.add(page("a/\(number)"), of: "a", now: start) }
        #expect(frontier.next(now: start) == .robots(site: "a"))
        frontier.know("a", delay: .seconds(2), now: start)
        var now = start
        var times: [Duration] = []
        while frontier.waitingCount > 0 {
            if case .page(_, let site)? = frontier.next(now: now) {
                times.append(now - start)
                #expect(frontier.next(now: now) == nil)
                frontier.finish(site, now: now)
            } else {
                guard let turn = frontier.nextTurn else { break }
                now = turn
            }
        }
        #expect(times == [.seconds(1), .seconds(3), .seconds(5)])
    }

    @Test func patienceGrowsAndGoes() {
        var frontier = frontier(["a": .zero], pages: 4)
        #expect(frontier.next(now: start) != nil)
        frontier.finish("a", pause: .seconds(7), now: start)
        #expect(frontier.next(now: start) == nil)
        #expect(frontier.nextTurn == start + .seconds(7))
        let later = start + .seconds(7)
        #expect(frontier.next(now: later) != nil)
        frontier.finish("a", now: later)
        #expect(frontier.nextTurn == later + .milliseconds(500), "slower than before")
        let calm = later + .milliseconds(500)
        #expect(frontier.next(now: calm) != nil)
        frontier.finish("a", now: calm)
        #expect(frontier.next(now: calm) != nil, "and as fast as before once it answers well")
    }

    @Test func everyPageComesOnceWhateverTheOrder() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SplitMix(seed)
        var frontier = CrawlFrontier(perSite: 3, delay: .zero)
        var wanted: Set<String> = []
        var running: [(site: String, isRobots: Bool)] = []
        var got: [String] = []
        var now = start
        for step in 0..<4000 {
            switch random.next() % 3 {
            case 0 where step < 2000:
                let site = "s\(random.next() % 40)"
                let url = "\(site)/\(step)"
                wanted.insert(url)
                frontier.add(page(url), of: site, now: now)
            case 1 where !running.isEmpty:
                let ended = running.remove(at: Int(random.next() % UInt64(running.count)))
                if ended.isRobots {
                    frontier.know(ended.site, delay: .milliseconds(Int(random.next() % 50)), now: now)
                } else {
                    frontier.finish(ended.site, pause: random.next() % 9 == 0 ? .seconds(1) : .zero, now: now)
                }
            default:
                now += .milliseconds(Int(random.next() % 2000))
                switch frontier.next(now: now) {
                case .robots(let site)?: running.append((site, true))
                case .page(let page, let site)?:
                    got.append(page.url)
                    running.append((site, false))
                    #expect(running.filter { $0.site == site }.count <= 3, "seed \(seed)")
                case nil: break
                }
            }
        }
        while frontier.waitingCount > 0 || !running.isEmpty {
            for ended in running {
                if ended.isRobots {
                    frontier.know(ended.site, delay: .zero, now: now)
                } else {
                    frontier.finish(ended.site, now: now)
                }
            }
            running = []
            now += .seconds(120)
            while let work = frontier.next(now: now) {
                switch work {
                case .robots(let site): running.append((site, true))
                case .page(let page, let site):
                    got.append(page.url)
                    running.append((site, false))
                }
            }
            guard !running.isEmpty || frontier.waitingCount == 0 else { break }
        }
        #expect(got.count == wanted.count && Set(got) == wanted, "seed \(seed)")
    }
}

/// Numbers that a seed repeats.
private struct SplitMix {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
