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

    @Test func sitesAndAPIs() async throws {
        func page(_ path: String, _ body: String, type: String = "text/html") -> (String, PageResponse) {
            (Self.site + path, PagesInMemory.page(Self.site + path, body, type: type))
        }
        let text = "<article><h1>T</h1><p>\(Self.words)</p></article>"
        let web = PagesInMemory(
            Dictionary(uniqueKeysWithValues: [
                page("/docs/", "<a href=a>a</a><a href=/blog>b</a>" + text), page("/docs/a", text), page("/blog", text),
                page("/one", text), page("/two", text), page("/old", text),
                page(
                    "/api",
                    #"{"data":{"posts":[{"url":"/one","on":"2026-11-20"},{"url":"/old","on":"2001-01-01"}]},"next":"/api2"}"#,
                    type: "application/json"),
                page(
                    "/api2", #"{"data":{"posts":[{"url":"/two"},{"no":"address"}]},"next":null}"#,
                    type: "application/json"),
            ]))
        let crawl = SourceSpec(kind: .crawl(.init(start: Self.site + "/docs/", depth: 1)), match: "/docs/*")
        #expect(try await run([crawl], web: web).documents.map(\.url) == [Self.site + "/docs/", Self.site + "/docs/a"])
        let api = SourceSpec(
            kind: .api(.init(url: Self.site + "/api", items: "data.posts", date: "on", next: "next")),
            newerThan: 86_400 * 365 * 5)
        #expect(try await run([api], web: web).documents.map(\.url) == [Self.site + "/one", Self.site + "/two"])
        let wrong = SourceSpec(kind: .api(.init(url: Self.site + "/api", items: "posts")))
        let error = await #expect(throws: StageError.self) { try await run([wrong], web: web) }
        #expect(error?.message.contains("`posts`") == true)
    }

    @Test func copiesOnOtherSitesAndWallsAreLeftOut() async throws {
        let text = (0..<40).map { "Paragraph \($0 * 7919 % 997) is about stones, moss and water. " }.joined()
        func page(_ url: String, _ body: String) -> (String, PageResponse) { (url, PagesInMemory.page(url, body)) }
        let web = PagesInMemory(
            Dictionary(uniqueKeysWithValues: [
                page("https://a.example/1", "<article><h1>T</h1><p>\(text)</p></article>"),
                page("https://b.example/2", "<article><h1>T</h1><p>\(text)</p></article>"),
                page("https://c.example/3", "<h1>404 - C</h1><p>There is nothing here, sorry about that.</p>"),
            ]))
        let record = MemoryRecord()
        for _ in 0..<2 {
            let output = try await run(
                [SourceSpec(kind: .urls(["https://a.example/1", "https://b.example/2", "https://c.example/3"]))],
                web: web, record: record)
            #expect(output.documents.map(\.url) == ["https://a.example/1"])
            #expect(output.problems.map(\.url) == ["https://b.example/2", "https://c.example/3"])
        }
    }

    @Test func aPoliteSiteHasLanesOfItsOwn() {
        let links =
            (0..<100).map { SourceLink(url: "https://slow.example/\($0)", rights: .quote) }
            + (0..<3).map { SourceLink(url: "https://s\($0).example/", rights: .quote) }
        let lanes = ScrapeHandler.lanes(links)
        #expect(lanes.flatMap(\.self).sorted() == Array(0..<103))
        #expect(lanes.prefix(4).map { $0[0] } == [0, 100, 101, 102], "no site waits for the whole of another")
        #expect(lanes.allSatisfy { lane in Set(lane.map { WebURL(links[$0].url)?.origin }).count == 1 })
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
