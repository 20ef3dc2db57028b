import EventLoops
import Foundation
import Pipelines
import PressworkTestSupport
import Testing

@testable import Assembly

@Suite struct AssembleHandlerTests {
    private let handler = AssembleHandler(pool: ComputePool(name: "assemble-tests", threads: 1))

    /// A context in which the three products of the fixture pipeline were written and have covers.
    private func context(record: MemoryRecord = MemoryRecord(), change: (inout Pipeline) -> Void = { _ in })
        async throws
        -> MemoryStageContext
    {
        let pipeline = Pipeline.fixture(change)
        let store = MemoryStageContext(.cover, record: record)
        var manuscripts: [String: ManuscriptReference] = [:]
        var covers: [String: [AssetReference]] = [:]
        for product in pipeline.products {
            let part = product.write.first?.part ?? "chapters"
            manuscripts[product.name] = try await record.store(Manuscript.fixture(part: part))
            let picture = try BookTests.picture()
            for role in [AssetRole.cover, .header, .card] {
                covers[product.name, default: []].append(
                    try await store.store(
                        picture, mediaType: "image/jpeg", role: role, fileName: "\(role.rawValue).jpg"))
            }
        }
        let cost = Money(micros: 0, currency: "USD")
        return MemoryStageContext(
            .assemble, pipeline: pipeline,
            input: StageInput(
                generate: GenerateOutput(manuscripts: manuscripts, cost: cost), cover: CoverOutput(covers: covers)),
            record: record)
    }

    private func output(_ context: MemoryStageContext) async throws -> AssembleOutput {
        guard case .completed(let json) = try await handler.run(context) else {
            throw StageError(code: "test", message: "not completed", disposition: .discard)
        }
        return try json.decode(as: AssembleOutput.self)
    }

    @Test func makesAVersionOfEachProduct() async throws {
        let products = try await output(context()).products
        #expect(products.keys.sorted() == ["book", "letter", "post"])
        let letter = try #require(products["letter"])
        #expect(
            letter.assets.map { "\($0.role.rawValue) \($0.mediaType) \($0.fileName)" } == [
                "letter text/html tank-weekly-letter-2026-w47.mail.html",
                "page text/html tank-weekly-letter-2026-w47.html",
                "letter text/plain tank-weekly-letter-2026-w47.txt",
                "cover image/jpeg cover.jpg", "header image/jpeg header.jpg", "card image/jpeg card.jpg",
            ])
        #expect(products["book"]?.assets.first?.mediaType == "application/epub+zip")
        #expect(products["post"]?.assets.map(\.role).contains(.card) == true)
        #expect(letter.title == "Tank Weekly 47" && letter.version == 1)
    }

    @Test func sameInputGivesTheSameVersion() async throws {
        let record = MemoryRecord()
        let first = try await output(context(record: record))
        #expect(try await output(context(record: record)) == first)
        #expect(try await output(context()) == first, "another machine gives the same bytes")
    }

    @Test func aLogoStandsInBooksAndPagesAndItsBytesMakeAnotherBrand() async throws {
        let logo = try BookTests.picture()
        let record = MemoryRecord(bundle: ["brands/logo.jpg": logo])
        let context = try await context(record: record) { $0.brand.logo = "brands/logo.jpg" }
        let products = try await output(context).products
        let page = try #require(products["letter"]?.assets.first { $0.role == .page })
        let html = try await context.load(page.digest, limit: 1 << 20).text
        let foot = try #require(html.components(separatedBy: "<footer").last)
        #expect(foot.contains("data:image/jpeg;base64,") && foot.contains("alt=\"Tank Weekly\""))
        let book = try #require(products["book"]?.assets.first)
        #expect(try await context.load(book.digest, limit: 1 << 20).text.contains("EPUB/images/logo.jpg"))

        let changed = try await self.context { pipeline in
            pipeline.brand.logo = "brands/logo.jpg"
            pipeline.brand.logoDigest = Digest(of: "another picture")
        }
        #expect(try handler.memoMaterial(changed.request) != handler.memoMaterial(context.request))
    }

    @Test func memoKnowsWhatTheOutputDependsOn() async throws {
        let base = try await context().request
        let material = try handler.memoMaterial(base)
        #expect(try material == handler.memoMaterial(await context { $0.brand.voice = "Loud." }.request))
        #expect(try material == handler.memoMaterial(await context { $0.products[0].words = 5 }.request))
        #expect(try material != handler.memoMaterial(await context { $0.brand.imprint = "Other" }.request))
        #expect(try material != handler.memoMaterial(await context { $0.products[0].formats = [.html] }.request))
        var other = base
        other.input.cover?.covers["book"] = []
        #expect(try material != handler.memoMaterial(other))
        other = base
        other.item.key = "2026-W48"
        #expect(try material != handler.memoMaterial(other))
        other = base
        other.run = .fixture(9)
        #expect(try material == handler.memoMaterial(other))
    }

    @Test func missingAndBrokenInputIsNamed() async throws {
        var request = try await context().request
        request.input.generate = nil
        let missing = await #expect(throws: StageError.self) {
            try await handler.run(MemoryStageContext(request: request))
        }
        #expect(missing?.code == "manuscript.missing")
        let record = MemoryRecord()
        let good = try await context(record: record)
        request = good.request
        let junk = try await good.store(Array("{}".utf8), mediaType: "application/json", role: .text, fileName: "x")
        request.input.generate?.manuscripts["letter"] = ManuscriptReference(digest: junk.digest, title: "x")
        let malformed = await #expect(throws: StageError.self) {
            try await handler.run(MemoryStageContext(request: request, record: record))
        }
        #expect(malformed?.code == "manuscript.malformed")
        request = good.request
        request.input.cover?.covers["book"] = [
            try await good.store(Array("<svg/>".utf8), mediaType: "image/svg+xml", role: .cover, fileName: "c.svg")
        ]
        let cover = await #expect(throws: StageError.self) {
            try await handler.run(MemoryStageContext(request: request, record: record))
        }
        #expect(cover?.code == "cover.format")
    }
}

@Suite struct BookBuilderTests {
    private let sources = [
        BookBuilder.Source(fileName: "01-stone.md", markdown: "# Stone & wood\n\nSee [light](02-light.md).\n"),
        BookBuilder.Source(fileName: "02-reading_light.md", markdown: "No heading, ![a lamp](lamp.png).\n"),
        BookBuilder.Source(fileName: "02-light.md", markdown: "# Light\n\n## Depth\n"),
    ]

    @Test func filesBecomeChapters() throws {
        let facts = BookBuilder.Facts(title: "Tanks", author: "Ana", language: "en")
        let book = try BookBuilder.epub(sources, facts, cover: BookTests.picture())
        #expect(try BookBuilder.epub(sources, facts, cover: BookTests.picture()) == book)
        let page = try BookBuilder.page(sources, facts).text
        #expect(page.contains("<h2>Stone &amp; wood</h2>"))
        #expect(page.contains("<h2>Reading light</h2>"))
        #expect(page.contains("<a href=\"#s3\">light</a>"))
        #expect(page.contains("<h3 id=\"s3-depth\">Depth</h3>"))
    }

    @Test func mistakesAreNamed() {
        let facts = BookBuilder.Facts(title: "Tanks")
        #expect(throws: AssemblyError.self) { try BookBuilder.epub([], facts) }
        let cover = #expect(throws: AssemblyError.self) { try BookBuilder.epub(sources, facts, cover: [0x47, 0x49]) }
        #expect(cover?.code == .coverFormat)
    }
}
