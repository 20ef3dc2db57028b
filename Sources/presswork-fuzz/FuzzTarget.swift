import Glibc
import Markup
import Scraping

/// What a stranger's bytes reach first.
enum FuzzTarget: String {
    case feed, sitemap, robots, page

    /// The one that the environment names; nil for none.
    static let chosen: FuzzTarget? = {
        unsafe getenv("FUZZ").flatMap { FuzzTarget(rawValue: unsafe String(cString: $0)) }
    }()

    /// Reads the bytes as what they are not. A refusal is an answer; a trap, a hang or a leak is a find.
    func run(_ bytes: [UInt8]) {
        switch self {
        case .feed:
            do {
                let document = try FeedParser.document(bytes, FeedParser.Transport(url: "https://example.org/feed"))
                var written: [UInt8] = []
                try FeedParser.writeJSON(bytes, FeedParser.Transport(url: "https://example.org/feed")) { written += $0 }
                precondition(written == FeedJSON.bytes(of: document))
                _ = Feed(document)
            } catch { precondition((error as? MarkupError)?.message.isEmpty == false, "\(error)") }
        case .sitemap:
            do { _ = try SitemapParser.parse(bytes: bytes, url: "https://example.org/") } catch {
                precondition(!error.message.isEmpty)
            }
        case .robots:
            let robots = RobotsFile(bytes)
            _ = (robots.allows("/a/b?c=d", agent: "presswork"), robots.crawlDelay(agent: "presswork"))
        case .page:
            do { _ = try ExtractedPage.extract(bytes: bytes, url: "https://example.org/a") } catch {
                precondition(!error.message.isEmpty)
            }
        }
    }
}
