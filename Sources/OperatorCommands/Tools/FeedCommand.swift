import ArgumentParser
import EventLoops
import Pipelines
import Scraping

/// `presswork feed`: what a feed holds.
struct FeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed", abstract: "Prints the entries of an RSS, Atom or JSON feed.")

    @Argument(help: "A file or a URL.") var place: String
    @Flag(help: "One JSON document.") var json = false

    func run() async throws {
        let input = try await InputReader.read(place)
        let pool = ComputePool(name: "feed", threads: 1)
        let feed = try await pool.run {
            try FeedParser.parse(bytes: input.bytes, contentType: input.contentType, url: input.url)
        }
        if json { return try JSONPrinter.print(feed) }
        let terminal = Terminal()
        terminal.line(terminal.bold(PlainText.line(feed.title ?? place)))
        for item in feed.items {
            let date = item.published ?? item.updated ?? "          "
            terminal.line(PlainText.line("\(date)  \(item.title ?? "(no title)")"))
            if let link = item.link { terminal.line(terminal.dim(PlainText.line("    \(link)"))) }
        }
    }
}
