import EventLoops
import Foundation
import Pipelines
import PressworkTestSupport
import Testing

@testable import Scraping

@Suite struct SiteCleaningTests {
    private static let site = "https://still.example"
    private static let notice = "Subscribe to our letter and read every story before the others do."

    /// A site whose pages all end with a notice.
    private static func web(_ count: Int) -> PagesInMemory {
        let pages = (0..<count).map { number in
            let words = (0..<8).map { "Stone \(number * 31 + $0) lies in the water and is \($0 + number) years old." }
            let html =
                "<article><h1>Page \(number)</h1><p>\(words.joined(separator: " "))</p><p>\(notice)</p></article>"
            return ("\(site)/\(number)", PagesInMemory.page("\(site)/\(number)", html, etag: "\"\(number)\""))
        }
        return PagesInMemory(Dictionary(uniqueKeysWithValues: pages))
    }

    private func scrape(
        _ numbers: Range<Int>, of web: PagesInMemory, _ record: MemoryRecord, run: UInt32, select: [String]? = nil,
        minQuality: Double? = nil
    ) async throws -> ScrapeOutput {
        let source = SourceSpec(
            kind: .urls(numbers.map { "\(Self.site)/\($0)" }), select: select, minQuality: minQuality)
        let context = MemoryStageContext(
            .scrape, pipeline: Pipeline.fixture { $0.sources = [source] },
            run: RunReference(id: RunID(UUID.fixture(run)), logicalTime: .init(timeIntervalSince1970: 0)),
            record: record)
        let handler = ScrapeHandler(fetcher: Fetcher(transport: web), pool: ComputePool(name: "test", threads: 1))
        guard case .completed(let output) = try await handler.run(context) else { return ScrapeOutput(documents: []) }
        return try output.decode()
    }

    private func texts(_ output: ScrapeOutput, _ record: MemoryRecord) async throws -> [String] {
        var texts: [String] = []
        for reference in output.documents {
            let bytes = try await MemoryStageContext(.scrape, record: record).load(reference.digest, limit: 1 << 20)
            texts.append(try JSONValue(parsing: bytes).decode(as: Document.self).text)
        }
        return texts
    }

    @Test func whatAJobsPagesShareIsLeftOut() async throws {
        let record = MemoryRecord()
        let web = Self.web(6)
        let first = try await scrape(0..<6, of: web, record, run: 1)
        let texts = try await texts(first, record)
        #expect(texts.count == 6 && texts.allSatisfy { !$0.contains("Subscribe") && $0.contains("lies in the water") })
        #expect(first.documents.allSatisfy { ($0.quality ?? 0) > 0.5 })
        #expect(try await scrape(0..<6, of: web, record, run: 1) == first, "another attempt, nothing sent again")
        #expect(try await scrape(0..<6, of: web, record, run: 2) == first, "another run, which knows the site")
    }

    @Test func aRunKnowsWhatWasLearntBeforeIt() async throws {
        let record = MemoryRecord()
        let web = Self.web(8)
        for number in 0..<8 {
            let alone = try await scrape(number..<(number + 1), of: web, record, run: 1)
            #expect(
                try await texts(alone, record)[0].contains("Subscribe"), "jobs of one run do not depend on each other")
        }
        let later = try await scrape(7..<8, of: web, record, run: 2)
        #expect(try await !texts(later, record)[0].contains("Subscribe"))
        let selected = try await scrape(7..<8, of: web, record, run: 3, select: ["article"])
        #expect(try await texts(selected, record)[0].contains("Subscribe"), "what a selector names is taken as it is")
    }

    @Test func aPageOfLittleQualityIsToldAndLeftOut() async throws {
        let links = (0..<40).map { "<li><a href=/\($0)>Place \($0)</a></li>" }.joined()
        let menu = PagesInMemory.page("\(Self.site)/menu", "<main><h1>Menu</h1><ul>\(links)</ul></main>")
        let web = PagesInMemory(["\(Self.site)/0": menu])
        let error = await #expect(throws: StageError.self) {
            try await scrape(0..<1, of: web, MemoryRecord(), run: 1, minQuality: 0.4)
        }
        #expect(error?.message.contains("quality") == true)
        let all = try await scrape(0..<1, of: web, MemoryRecord(), run: 1)
        #expect(all.documents.count == 1 && (all.documents[0].quality ?? 1) < 0.4)
    }
}
