import ArgumentParser
import EventLoops
import PressworkRuntime
import Scraping
import Transfers

/// `presswork sitemap`: the pages that sitemaps list.
struct SitemapCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sitemap", abstract: "Prints the pages that a sitemap lists: XML, an index, text or a feed.",
        discussion: "A site's own address stands for the sitemaps that its robots.txt names, else for /sitemap.xml.")

    @Argument(help: "Files, URLs, or - for standard input; .gz files are unpacked.") var places: [String]
    @Flag(help: "One JSON document for each entry, on a line of its own.") var json = false
    @Flag(help: "Read the sitemaps that an index names too.") var follow = false
    @Option(help: "At most so many pages.") var limit = 1_000_000

    /// What `--json` prints.
    struct Line: Encodable, Sendable {
        var url: String
        var modified: String?
        /// Set for the sitemaps that an index names.
        var kind: String
        var sitemap: String
    }

    /// Sitemaps that are followed from those given.
    private static let sitemapLimit = 1_000
    private static let byteLimit = 64 << 20

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit is at least 1.") }
    }

    func run() async throws {
        let pool = ComputePool(name: "sitemap", threads: 1)
        var waiting: [String] = []
        var asked: Set<String> = []
        var left = limit
        func read(_ input: InputReader.Input) async throws {
            let (bytes, type, url) = (input.bytes, input.contentType, input.url)
            let sitemap = try await pool.run {
                try SitemapParser.parse(bytes: bytes, contentType: type, url: url, byteLimit: Self.byteLimit)
            }
            for page in sitemap.pages.prefix(left) {
                try show(Line(url: page.url, modified: page.modified, kind: "page", sitemap: input.name))
            }
            left -= min(left, sitemap.pages.count)
            for address in sitemap.sitemaps {
                if follow {
                    waiting.append(address)
                } else {
                    try show(Line(url: address, kind: "sitemap", sitemap: input.name))
                }
            }
        }
        let named = try await resolved(places)
        try await EachInput(places: named, limit: Self.byteLimit).run(read)
        while left > 0, asked.count < Self.sitemapLimit, let next = waiting.popLast() {
            guard asked.insert(next).inserted else { continue }
            do {
                try await EachInput(places: [next], limit: Self.byteLimit).run(read)
            } catch let error where !(error is CancellationError) {
                Terminal().note(PlainText.line("error: \(next): \(error)"))
            }
        }
    }

    /// A site's own address becomes those of its sitemaps.
    private func resolved(_ places: [String]) async throws -> [String] {
        var resolved: [String] = []
        for place in places {
            guard let url = WebURL(place), url.isWeb, url.path == "/", url.query == nil else {
                resolved.append(place)
                continue
            }
            var named: [String] = []
            do {
                named = RobotsFile(try await InputReader.read(url.origin + "/robots.txt").bytes).sitemaps
            } catch is RuntimeError {
                // A site without robots.txt names no sitemap there.
            }
            resolved += named.isEmpty ? [url.origin + "/sitemap.xml"] : named
        }
        return resolved
    }

    private func show(_ line: Line) throws {
        if json { return try JSONPrinter.print(line) }
        let mark = line.kind == "sitemap" ? "  (sitemap)" : ""
        Terminal().line(PlainText.line("\(line.modified ?? "                    ")  \(line.url)\(mark)"))
    }
}
