import ArgumentParser
import EventLoops
import Foundation
import PressworkRuntime
import Scraping
import Transfers

/// `presswork crawl`: the pages of sites or of a list, politely and as fast as that allows.
struct CrawlCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crawl", abstract: "Fetches the pages of a site, or of a list of addresses.",
        discussion: """
            robots.txt is obeyed, each site has its own pace, and a site that asks for patience gets it. With --state a \
            second crawl fetches only what changed and tells what disappeared; one that was broken off goes on.
            """)

    @Argument(help: "Addresses to begin at.") var seeds: [String] = []
    @Option(help: "A file with an address a line, or - for standard input.") var list: String?
    @Option(help: "Follow links on the same site so far; 0 fetches only what is named.") var depth: Int?
    @Option(help: "At most so many pages.") var limit = 100_000
    @Option(help: "Follow only links whose path matches, such as '/articles/*'.") var match: String?
    @Option(help: "Requests at once.") var concurrency = 32
    @Option(help: "Requests to one site at once.") var perSite = 4
    @Option(help: "Seconds between two requests to one site.") var delay = 0.0
    @Option(help: "Where you can be reached; part of the user agent.") var contact: String?
    @Option(help: "Keep what is known of each page in this file.") var state: String?
    @Option(help: "Write the answers to this web archive (WARC 1.1), compressed if it ends in .gz.") var warc: String?
    @Flag(help: "Print the main text of each page too (Markdown).") var text = false
    @Flag(help: "Fetch from private and loopback addresses too, wherever a link leads.") var anywhere = false
    @Flag(help: "JSON Lines, one for each page.") var json = false

    func validate() throws {
        guard !seeds.isEmpty || list != nil else { throw ValidationError("Name an address, or a --list.") }
        guard (0...100).contains(depth ?? 0) else { throw ValidationError("--depth is between 0 and 100.") }
        guard limit > 0 else { throw ValidationError("--limit is at least 1.") }
        guard (1...1024).contains(concurrency), (1...1024).contains(perSite) else {
            throw ValidationError("--concurrency and --per-site are between 1 and 1024.")
        }
        guard (0...3600).contains(delay) else { throw ValidationError("--delay is between 0 and 3600 seconds.") }
    }

    func run() async throws {
        let loop = EventLoop(name: "crawl")
        defer { loop.stop() }
        let pool = ComputePool(name: "crawl")
        let addresses = seeds + (try await listed())
        let policy = policy()
        let client = HTTPClient(
            on: loop, pool: pool,
            configuration: HTTPClientConfiguration(maxInFlight: concurrency, maxPerHost: perSite))
        let plan = CrawlPlan(
            depth: depth ?? (list == nil ? 3 : 0), limit: limit, match: match, concurrency: concurrency,
            perSite: perSite)
        let crawler = Crawler(fetcher: Fetcher(transport: client, policy: policy), pool: pool, plan: plan)
        let (statePath, archivePath, limit) = (state, warc, limit)
        let printer = CrawlPrinter(isJSON: json, showsText: text, pool: pool)
        let counts = try await Interrupts.cancel {
            var counts = CrawlCounts()
            var book = try CrawlBook(path: statePath)
            let archive = try archivePath.map { try WebArchive(path: $0, userAgent: policy.userAgent) }
            let memory = book.memory
            try await crawler.run(addresses, memory: { memory[$0] }) { visit in
                counts.add(visit)
                if case .page(let response) = visit.outcome { try archive?.append(response) }
                try book.note(visit)
                try await printer.show(visit)
            }
            for gone in try book.finish(isWhole: counts.visits < limit) { try printer.show(CrawlLine(gone: gone)) }
            return counts
        }
        if !json { Terminal().note(counts.sentence) }
        if counts.pages + counts.unchanged == 0 { throw CommandExit.failed }
        if counts.failed > 0 { throw CommandExit.partlyFailed }
    }

    private func policy() -> FetchPolicy {
        // A person named these hosts, so they may be on their own network; what their pages link to may not.
        let hosts = seeds.compactMap { WebURL($0)?.authority }
        var policy = FetchPolicy(
            contact: contact, allowedHosts: Set(hosts), delay: .milliseconds(Int(delay * 1000)))
        policy.allowsPrivateAddresses = anywhere
        policy.allowance = .option("--anywhere")
        return policy
    }

    private func listed() async throws -> [String] {
        guard let list else { return [] }
        let input = try await InputReader.read(list, limit: 256 << 20)
        return String(decoding: input.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }
}
