import ArgumentParser
import EventLoops
import Foundation
import Markup
import Pipelines
import Scraping

/// `presswork feed`: what feeds hold.
struct FeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed", abstract: "Prints what an RSS, Atom or JSON feed holds.",
        discussion: """
            With --json the members have the names that feedparser made known: feed.title, entries[0].link, \
            entries[0].content[0].value. Dates are ISO 8601 in UTC.
            """)

    @Argument(help: "Files, URLs, or - for standard input.") var places: [String]
    @Flag(help: "One JSON document for each feed, on a line of its own.") var json = false
    @Option(help: "Where a file came from; relative addresses are resolved against it.") var url: String?
    @Option(
        name: .customLong("header"),
        help: "A header that a file came with, as 'Name: value' (Content-Type, Content-Location, Content-Language).")
    var headers: [String] = []

    func validate() throws {
        guard headers.allSatisfy({ $0.contains(":") }) else {
            throw ValidationError("--header takes 'Name: value'.")
        }
    }

    func run() async throws {
        let pool = ComputePool(name: "feed", threads: 1)
        try await EachInput(places: places, limit: 256 << 20).run { input in
            let transport = transport(of: input)
            let bytes = input.bytes
            if json {
                try await pool.run {
                    try FeedParser.writeJSON(bytes, transport, limits: .init(bytes: 256 << 20)) { piece in
                        try FileHandle.standardOutput.write(contentsOf: piece)
                    }
                }
            } else {
                show(try await pool.run { Feed(try FeedParser.document(bytes, transport)) }, input.name)
            }
        }
    }

    private func transport(of input: InputReader.Input) -> FeedParser.Transport {
        var given = input.headers
        for header in headers {
            let pair = header.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            given[pair[0].trimmingCharacters(in: .whitespaces).lowercased()] =
                pair[1].trimmingCharacters(in: .whitespaces)
        }
        return FeedParser.Transport(
            contentType: given["content-type"], contentLocation: given["content-location"],
            contentLanguage: given["content-language"], url: url ?? input.url)
    }

    private func show(_ feed: Feed, _ name: String) {
        let terminal = Terminal()
        terminal.line(terminal.bold(PlainText.line(feed.title ?? name)))
        for item in feed.items {
            let date = item.published ?? item.updated ?? "          "
            terminal.line(PlainText.line("\(date)  \(item.title ?? "(no title)")"))
            if let link = item.link { terminal.line(terminal.dim(PlainText.line("    \(link)"))) }
        }
    }
}
