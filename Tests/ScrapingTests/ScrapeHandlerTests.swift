import EventLoops
import Pipelines
import PressworkTestSupport
import Testing

@testable import Scraping

@Suite struct ScrapeHandlerTests {
    private static let site = "https://still.example"
    private static let words = String(repeating: "Water moves slowly past the stones and the moss. ", count: 8)

    private static func web() -> PagesInMemory {
        func page(_ path: String, etag: String? = nil) -> (String, PageResponse) {
            let html = "<html><body><article><h1>Page \(path)</h1><p>\(words)</p></article></body></html>"
            return (site + path, PagesInMemory.page(site + path, html, etag: etag))
        }
        let feed = """
            <rss><channel><title>S</title><item><link>/a</link><title>A</title></item>
            <item><link>/dead</link></item><item><link>/drafts/x</link></item><item><link>/b</link></item></channel></rss>
            """
        return PagesInMemory(
            Dictionary(uniqueKeysWithValues: [
                page("/a", etag: "\"1\""), page("/b"), page("/drafts/x"),
                (site + "/feed.xml", PagesInMemory.page(site + "/feed.xml", feed, type: "application/rss+xml")),
                (site + "/robots.txt", PagesInMemory.page(site + "/robots.txt", "User-agent: *\nDisallow: /drafts/")),
            ]))
    }

    private func run(
        _ sources: [SourceSpec], web: PagesInMemory = web(), record: MemoryRecord = MemoryRecord()
    ) async throws -> ScrapeOutput {
        let pipeline = Pipeline.fixture { $0.sources = sources }
        let context = MemoryStageContext(.scrape, pipeline: pipeline, record: record)
        let handler = ScrapeHandler(fetcher: Fetcher(transport: web), pool: ComputePool(name: "test", threads: 1))
        guard case .completed(let output) = try await handler.run(context) else {
            Issue.record("scrape did not complete")
            return ScrapeOutput(documents: [])
        }
        return try output.decode()
    }

    @Test func aDeadLinkIsToldAndTheRestGoesOn() async throws {
        let output = try await run([SourceSpec(kind: .feed(url: Self.site + "/feed.xml"))])
        #expect(output.documents.map(\.title) == ["Page /a", "Page /b"])
        #expect(output.problems.map(\.url) == [Self.site + "/dead", Self.site + "/drafts/x"])
        #expect(output.problems.last?.message.contains("robots.txt") == true)
    }

    @Test func whatDidNotChangeIsNotSentAgain() async throws {
        let record = MemoryRecord()
        let first = try await run([SourceSpec(kind: .page(url: Self.site + "/a"))], record: record)
        let second = try await run([SourceSpec(kind: .page(url: Self.site + "/a"))], record: record)
        #expect(first.documents == second.documents)
        #expect(first.documents.count == 1)
    }

    @Test func anUnreachableFeedIsAnErrorThatNamesIt() async throws {
        let error = await #expect(throws: StageError.self) {
            try await run([SourceSpec(kind: .feed(url: "https://down.example/feed.xml"))])
        }
        #expect(error?.code == "source.unreachable")
        #expect(error?.message.contains("https://down.example/feed.xml") == true)
        #expect(error?.disposition == .retry(after: nil))
        let missing = await #expect(throws: StageError.self) {
            try await run([SourceSpec(kind: .feed(url: Self.site + "/none.xml"))])
        }
        #expect(missing?.disposition == .discard)
    }

    @Test func anOptionalSourceMayFail() async throws {
        let output = try await run([
            SourceSpec(kind: .feed(url: "https://down.example/feed.xml"), isOptional: true),
            SourceSpec(kind: .page(url: Self.site + "/b")),
        ])
        #expect(output.documents.count == 1)
        #expect(output.problems.count == 1)
    }

    @Test func matchLimitAndRepeatedLinks() async throws {
        let output = try await run([
            SourceSpec(kind: .feed(url: Self.site + "/feed.xml"), match: "/?", limit: 1),
            SourceSpec(kind: .feed(url: Self.site + "/feed.xml"), match: "/*", limit: 1),
            SourceSpec(kind: .urls([Self.site + "/a?utm_source=x", Self.site + "/a#top"])),
        ])
        #expect(output.documents.map(\.url) == [Self.site + "/a"])
    }

    @Test func filesOfTheBundle() async throws {
        let record = MemoryRecord()
        await record.put("# One\n\n\(Self.words)", at: "texts/one.md")
        await record.put("<h1>Two</h1><p>\(Self.words)</p>", at: "texts/two.html")
        await record.put("no text", at: "texts/x.png")
        let output = try await run([SourceSpec(kind: .folder(path: "texts"), rights: .own)], record: record)
        #expect(output.documents.map(\.title) == ["One", "Two"])
        #expect(output.documents.allSatisfy { $0.rights == .own })
    }

    @Test func aSitesPaceIsKeptForTheWholeFleet() async throws {
        let (robots, page) = ("https://slow.example/robots.txt", "https://slow.example/a")
        let web = PagesInMemory([
            robots: PagesInMemory.page(robots, "User-agent: *\nCrawl-delay: 2\n", type: "text/plain"),
            page: PagesInMemory.page(page, "<p>a"),
        ])
        let pacekeeper = ScriptedPacekeeper([.after(.milliseconds(1)), .tooFar(.seconds(90))])
        let fetcher = Fetcher(transport: web, pacekeeper: pacekeeper)
        _ = try await fetcher.fetch(page)
        let error = await #expect(throws: FetchError.self) { try await fetcher.fetch(page) }
        #expect(error?.code == .busy && web.requests == 2, "who has no turn asks nothing")
        #expect(Set(pacekeeper.keys) == ["host/https://slow.example"])
    }
}
