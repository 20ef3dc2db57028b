import Pipelines
import Testing

@Suite("What sources take of a document")
struct SourceSelectionTests {
    @Test("selectors in the words of CSS")
    func selectors() throws {
        let selector = try #require(PageSelector("article .body > p, #Main[role=main] , DIV.a.b"))
        #expect(selector.alternatives.map(\.count) == [3, 1, 1])
        #expect(selector.alternatives[0].map(\.isChild) == [false, false, true])
        #expect(
            selector.alternatives[1][0].conditions == [.id("Main"), .attribute(name: "role", .equals, value: "main")])
        #expect(selector.alternatives[2][0].tag == "div")
        #expect(PageSelector(["h1", "p"])?.alternatives.count == 2)
        #expect(PageSelector("a[href^='/x, y']")?.description == "a[href^='/x, y']")
    }

    @Test(
        "what is no selector of this kind",
        arguments: [
            "", ",", "p,", "> p", "p >", "p:first-child", "#", ".", "[data-x=1]", "[class", "a b c d e f g h i",
            "p + p",
            "[class='x]", "p..a",
        ])
    func refused(_ text: String) { #expect(PageSelector(text) == nil) }

    @Test("the least quality of a document")
    func leastQuality() throws {
        let page = "page: \"https://example.org/\""
        let read = try pipeline(manifest("sources: [{ \(page), min_quality: 0.4 }, { \(page), min_quality: 1 }]"))
        #expect(read.sources.map(\.minQuality) == [0.4, 1])
        for wrong in ["1.2", "-0.1", "40%", "yes", "0.", ".4", "1e-1"] {
            let found = problems(manifest("sources: [{ \(page), min_quality: \(wrong) }]"))
            #expect(found.map(\.field) == ["sources[0].min_quality"], "\(wrong)")
        }
        #expect(problems(manifest("sources: [{ \(page), min_quality: 40% }]")).first?.suggestion == "0.4")
    }

    @Test("parts of pages and fields of records are read, and mistakes named")
    func manifests() throws {
        let read = try pipeline(
            manifest(
                """
                sources:
                  - { page: "https://example.org/", select: "main > article" }
                  - { api: { url: "https://example.org/api" }, select: [title, content.rendered] }
                  - { airtable: { base: appX, table: T, token: { secret: MINE }, link: URL, date: Day } }
                """))
        #expect(read.sources.map(\.select) == [["main > article"], ["title", "content.rendered"], nil])
        #expect(
            read.sources[2].kind
                == .airtable(.init(base: "appX", table: "T", token: "MINE", date: "Day", link: "URL")))
        let found = problems(
            manifest("sources: [{ sitemap: \"https://example.org/s.xml\", select: [main, \"p:hover\"] }]"))
        #expect(found.map(\.field) == ["sources[0].select"])
        #expect(found.first?.message.contains("`p:hover`") == true)
        #expect(problems(manifest("sources: [{ airtable: { base: appX } }]")).map(\.kind) == [.missingKey])
    }
}
