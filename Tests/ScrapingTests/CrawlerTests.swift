import EventLoops
import Testing

@testable import Scraping

@Suite struct CrawlerTests {
    private static let site = "https://still.example"

    private static func web(_ pages: [String: String]) -> PagesInMemory {
        PagesInMemory(
            Dictionary(
                uniqueKeysWithValues: pages.map { path, html in
                    (site + path, PagesInMemory.page(site + path, html, etag: "\"\(path)\""))
                }))
    }

    private func crawl(
        _ web: PagesInMemory, _ seeds: [String], _ plan: CrawlPlan, memory: [String: CrawlMemory] = [:]
    ) async throws -> [CrawlVisit] {
        let crawler = Crawler(
            fetcher: Fetcher(transport: web), pool: ComputePool(name: "test", threads: 1), plan: plan)
        var visits: [CrawlVisit] = []
        try await crawler.run(seeds, memory: { memory[$0] }) { visits.append($0) }
        return visits
    }

    @Test func linksAreFollowedOnceAndWithinTheRules() async throws {
        let web = Self.web([
            "/":
                "<a href=/a>a</a><a href='/a#x'>a</a><a href=/b?utm_source=x>b</a><a href=https://other.example/>o</a>",
            "/a": "<a href=/>home</a><a href=/far>far</a>", "/b": "<p>b", "/far": "<a href=/farther>",
            "/robots.txt": "User-agent: *\nDisallow: /b",
        ])
        let visits = try await crawl(web, [Self.site + "/"], CrawlPlan(depth: 2))
        #expect(Set(visits.map(\.url)) == Set(["/", "/a", "/b", "/far"].map { Self.site + $0 }))
        #expect(visits.count == 4)
        let refused = visits.first { $0.url.hasSuffix("/b") }
        guard case .failed(let error)? = refused?.outcome else {
            Issue.record("robots.txt was not obeyed")
            return
        }
        #expect(error.code == .disallowedByRobots)
        let matched = try await crawl(web, [Self.site + "/"], CrawlPlan(depth: 2, match: "/f*"))
        #expect(matched.count == 1, "the seed itself, whatever it is called")
        #expect(try await crawl(web, [Self.site + "/"], CrawlPlan(depth: 2, limit: 2)).count == 2)
    }

    @Test func whatDidNotChangeIsNotSentAgainAndStillLeadsOn() async throws {
        let web = Self.web(["/": "<a href=/a>a</a>", "/a": "<p>a"])
        let memory = [
            Self.site + "/": CrawlMemory(etag: "\"/\"", links: [Self.site + "/a"]),
            Self.site + "/a": CrawlMemory(isDone: true),
        ]
        let visits = try await crawl(web, [Self.site + "/"], CrawlPlan(depth: 1), memory: memory)
        #expect(visits.count == 2)
        #expect(visits.allSatisfy { if case .unchanged = $0.outcome { true } else { false } })
        #expect(web.requests == 2, "robots.txt and the page that is not fresh")
    }

    @Test func whatIsNoAddressAndWhatCannotAnswerIsTold() async throws {
        let web = Self.web(["/": "<p>x"])
        let seeds = ["ftp://x.example/", "https://down.example/1", "https://down.example/2", Self.site + "/none"]
        let visits = try await crawl(web, seeds, CrawlPlan())
        #expect(Set(visits.map(\.url)) == Set(seeds))
        #expect(visits.allSatisfy { if case .failed = $0.outcome { true } else { false } })
    }

    @Test func answersThatSayHowLongTheyHold() {
        func response(_ fields: [String: String], retryAfter: String? = nil) -> PageResponse {
            var response = PageResponse(status: 200, url: Self.site, retryAfter: retryAfter)
            response.headers = fields.map { PageResponse.Field(name: $0, value: $1) }
            return response
        }
        let date = "Thu, 01 Jan 2026 00:00:00 GMT"
        #expect(Freshness.lifetime(of: response(["cache-control": "public, max-age=60", "Age": "20"])) == .seconds(40))
        #expect(Freshness.lifetime(of: response(["Cache-Control": "no-cache, max-age=60"])) == .zero)
        #expect(Freshness.lifetime(of: response(["Cache-Control": "max-age=never"])) == .zero)
        #expect(Freshness.lifetime(of: response(["Cache-Control": "max-age=999999999999"])) == Freshness.longest)
        #expect(
            Freshness.lifetime(of: response(["Date": date, "Expires": "Thu, 01 Jan 2026 01:00:00 GMT"]))
                == .seconds(3600))
        #expect(Freshness.lifetime(of: response(["Expires": "0"])) == .zero)
        #expect(Freshness.lifetime(of: response([:])) == nil)
        #expect(Freshness.retryAfter(of: response([:], retryAfter: " 120 ")) == .seconds(120))
        #expect(
            Freshness.retryAfter(of: response(["Date": date], retryAfter: "Thu, 01 Jan 2026 00:00:30 GMT"))
                == .seconds(30))
        #expect(Freshness.retryAfter(of: response([:], retryAfter: "soon")) == nil)
    }

    @Test func archivesHoldWhatCame() {
        var response = PageResponse(status: 200, url: "https://a.example/", body: Array("<p>x".utf8))
        response.headers = [
            PageResponse.Field(name: "Content-Encoding", value: "br"),
            PageResponse.Field(name: "X", value: "1\r\nY: 2"),
        ]
        let text = String(
            decoding: WARCRecord.response(response, id: "1", date: "2026-01-01T00:00:00Z"), as: UTF8.self)
        #expect(text.hasPrefix("WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"))
        #expect(text.hasSuffix("HTTP/1.1 200\r\nX: 1Y: 2\r\nContent-Length: 4\r\n\r\n<p>x\r\n\r\n"))
        #expect(text.contains("Content-Length: 49\r\n"))
    }
}
