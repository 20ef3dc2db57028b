import EventLoops
import Pipelines
import PressworkTestSupport
import Testing

@testable import Scraping

/// Sources over several runs: what is fetched again, what is gone, what of it is taken.
@Suite struct SourceTests {
    private static let site = "https://still.example"
    private static let words = String(repeating: "Water moves slowly past the stones and the moss. ", count: 8)

    private func scrape(
        _ sources: [SourceSpec], _ web: ScriptedWeb, _ record: MemoryRecord, refresh: Bool = false,
        airtable: AirtableAccess? = nil
    ) async throws -> ScrapeOutput {
        let context = MemoryStageContext(
            .scrape, pipeline: .fixture { $0.sources = sources }, run: .fixture(refresh: refresh), record: record)
        let handler = ScrapeHandler(
            fetcher: Fetcher(transport: web), pool: ComputePool(name: "test", threads: 1), airtable: airtable)
        guard case .completed(let output) = try await handler.run(context) else {
            Issue.record("scrape did not complete")
            return ScrapeOutput(documents: [])
        }
        return try output.decode()
    }

    private func texts(_ output: ScrapeOutput, _ record: MemoryRecord) async throws -> [String] {
        var texts: [String] = []
        for reference in output.documents {
            let bytes = try #require(await record.blobs[reference.digest])
            texts.append((try JSONValue(parsing: bytes).decode() as Document).markdown)
        }
        return texts
    }

    @Test func aFreshPageIsNotAskedForUnlessTheRunSaysRefresh() async throws {
        let url = Self.site + "/a"
        let web = ScriptedWeb { request in
            guard request.url == url else { return nil }
            guard request.etag == nil else {
                var answer = PageResponse(status: 304, url: url)
                answer.headers = [PageResponse.Field(name: "Cache-Control", value: "max-age=100")]
                return answer
            }
            return ScriptedWeb.page(
                url, "<article><p>\(Self.words)", ["Cache-Control": "max-age=60", "ETag": "\"1\""])
        }
        func asked() -> [String?] { web.requests.filter { $0.url == url }.map(\.etag) }
        let (record, source) = (MemoryRecord(), SourceSpec(kind: .page(url: url)))
        let first = try await scrape([source], web, record)
        #expect(try await scrape([source], web, record).documents == first.documents)
        #expect(asked() == [nil], "it is fresh")
        await record.advance(by: 61)
        _ = try await scrape([source], web, record)
        #expect(asked() == [nil, "\"1\""], "it is stale")
        await record.advance(by: 61)
        _ = try await scrape([source], web, record)
        #expect(asked().count == 2, "the 304 made it fresh for 100 s")
        _ = try await scrape([source], web, record, refresh: true)
        #expect(asked() == [nil, "\"1\"", nil])
    }

    @Test func theSelectedPartsOfAPageAreTaken() async throws {
        let url = Self.site + "/a"
        let html = """
            <html><head><title>T</title></head><body><nav>menu</nav><div id=box><div class="x body"><h2>One</h2><p>first
            <b>words</b></div></div><p class=body>second<script>no</script><div class=other>third</div></body></html>
            """
        let web = ScriptedWeb { $0.url == url ? ScriptedWeb.page(url, html, ["Cache-Control": "max-age=600"]) : nil }
        let record = MemoryRecord()
        for (select, markdown) in [
            (["#box > .body"], "## One\n\nfirst **words**\n"), (["p.body", "div.body h2"], "## One\n\nsecond\n"),
            (["[class*=oth]"], "third\n"),
        ] {
            let output = try await scrape([SourceSpec(kind: .page(url: url), select: select)], web, record)
            #expect(try await texts(output, record) == [markdown], "of another part nothing is known, fresh or not")
        }
        let error = await #expect(throws: StageError.self) {
            try await scrape([SourceSpec(kind: .page(url: url), select: ["section"])], web, record)
        }
        #expect(error?.message.contains("no part that `section` names") == true)
    }

    @Test func fieldsOfAnAPIsAnswerAreTheDocument() async throws {
        let json = #"""
            {"posts":[{"link":"/1","title":{"rendered":"One"},"content":{"rendered":"<p>Some <em>words</em>.</p>"},"n":7},
            {"link":"/2","title":{"rendered":"Two"},"content":{"rendered":""}}]}
            """#
        let web = ScriptedWeb { $0.url == Self.site + "/api" ? ScriptedWeb.page($0.url, json) : nil }
        let record = MemoryRecord()
        let api = SourceSpec.APISpec(
            url: Self.site + "/api", items: "posts", link: "link", title: "title.rendered")
        let output = try await scrape(
            [SourceSpec(kind: .api(api), rights: .own, select: ["content.rendered", "n"])], web, record)
        #expect(output.documents.map(\.title) == ["One"] && output.documents.map(\.rights) == [.own])
        #expect(output.problems.map(\.url) == [Self.site + "/2"], "there is no text in it")
        #expect(try await texts(output, record) == ["Some *words*.\n\n7\n"])
        #expect(web.addresses == [Self.site + "/robots.txt", Self.site + "/api"], "no page is fetched")
    }

    @Test func whatASourceDoesNotOfferAnyMoreIsGone() async throws {
        let listed = Locked(["/a", "/b", "/c"])
        let web = ScriptedWeb { request in
            if request.url == Self.site + "/sitemap.xml" {
                let urls = listed.withLock { $0 }.map { "<url><loc>\(Self.site)\($0)</loc></url>" }.joined()
                return ScriptedWeb.page(request.url, "<urlset>\(urls)</urlset>")
            }
            let isThere = listed.withLock { paths in paths.contains { request.url == Self.site + $0 } }
            return isThere ? ScriptedWeb.page(request.url, "<article><p>\(Self.words)") : nil
        }
        let record = MemoryRecord()
        let sitemap = SourceSpec(kind: .sitemap(url: Self.site + "/sitemap.xml"))
        let page = SourceSpec(kind: .page(url: Self.site + "/c"))
        _ = try await scrape([sitemap, page], web, record)
        #expect(await record.gone.isEmpty)
        listed.withLock { $0 = ["/a", "/d"] }
        let output = try await scrape([sitemap, page], web, record)
        #expect(output.problems.map(\.url) == [Self.site + "/c"])
        #expect(await record.gone == [Self.site + "/b", Self.site + "/c"])
        listed.withLock { $0 = ["/a", "/b"] }
        _ = try await scrape([sitemap], web, record)
        #expect(await record.gone == [Self.site + "/c", Self.site + "/d"])
    }
}
