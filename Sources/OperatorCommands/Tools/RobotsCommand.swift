import ArgumentParser
import Scraping

/// `presswork robots`: what a robots.txt says about an address.
struct RobotsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "robots", abstract: "Says whether a robots.txt lets an agent fetch an address.")

    @Argument(help: "The robots.txt: a file, a URL, or - for standard input.") var place: String
    @Option(help: "The agent's name.") var agent = "presswork"
    @Option(help: "The address, or its path.") var url: String
    @Flag(help: "Print one JSON document and nothing else.") var json = false

    /// What `--json` prints.
    struct Answer: Encodable, Sendable {
        var agent: String
        var url: String
        var isAllowed: Bool
        /// Seconds between two requests.
        var crawlDelay: Double?
        var sitemaps: [String]

        private enum CodingKeys: String, CodingKey {
            case agent, url, sitemaps
            case isAllowed = "allowed"
            case crawlDelay = "crawl_delay"
        }
    }

    func run() async throws {
        let robots = RobotsFile(try await InputReader.read(place).bytes)
        let target = url.hasPrefix("/") ? url : WebURL(url)?.target ?? url
        let answer = Answer(
            agent: agent, url: url, isAllowed: robots.allows(target, agent: agent),
            crawlDelay: robots.crawlDelay(agent: agent), sitemaps: robots.sitemaps)
        if json { return try JSONPrinter.print(answer) }
        Terminal().line(answer.isAllowed ? "allowed" : "disallowed")
        if let delay = answer.crawlDelay, delay > 0 { Terminal().line("crawl-delay: \(delay) s") }
    }
}
