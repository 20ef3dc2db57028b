import EventLoops
import Imaging
import Pipelines
import PressworkTestSupport
import Testing

@testable import Covers

@Suite struct CoverHandlerTests {
    private func handler() throws -> CoverHandler {
        CoverHandler(renderer: try CoverRenderer(), pool: ComputePool(name: "covers", threads: 1))
    }

    /// Letters and posts alone: books are drawn elsewhere.
    private let pipeline = Pipeline.fixture { pipeline in
        pipeline.products = [.letter, .post]
        pipeline.distribution = []
    }

    @Test func everyProductGetsTheSizesItNeeds() async throws {
        let context = MemoryStageContext(.cover, pipeline: pipeline)
        guard case .completed(let json) = try await handler().run(context) else {
            Issue.record("not completed")
            return
        }
        let output = try json.decode(as: CoverOutput.self)
        #expect(output.covers["letter"]?.map(\.role) == [.card, .header])
        #expect(output.covers["post"]?.map(\.role) == [.card, .thumbnail])
        for asset in output.covers.values.joined() {
            let bytes = try await context.load(asset.digest, limit: 1 << 20)
            #expect(ImageFormat(sniffing: bytes) == .jpeg)
            #expect(asset.mediaType == "image/jpeg")
        }
        #expect(output.covers["letter"]?[0].fileName == "letter-card.jpg")
    }

    @Test func sizesFollowFromKindFormatsAndChannels() {
        let distribution = Pipeline.fixture().distribution
        #expect(CoverSize.needed(for: .book, distribution: distribution) == [.book, .card, .square])
        #expect(CoverSize.needed(for: .letter, distribution: distribution) == [.card, .header])
        #expect(CoverSize.needed(for: .post, distribution: distribution) == [.card, .square])
    }

    @Test func theMemoKnowsWhatThePixelsDependOn() async throws {
        let handler = try handler()
        let request = MemoryStageContext(.cover, pipeline: pipeline).request
        let material = try handler.memoMaterial(request)
        var later = request
        later.job.attempt += 1
        later.run = .fixture(7)
        #expect(try handler.memoMaterial(later) == material)
        var renamed = request
        renamed.item.key = "2026-W48"
        #expect(try handler.memoMaterial(renamed) != material)
        var recolored = request
        recolored.pipeline.brand.palette = ["#000000"]
        #expect(try handler.memoMaterial(recolored) != material)
    }

    @Test func anUnknownTemplateIsDiscarded() async throws {
        var pipeline = pipeline
        pipeline.products[0].cover = CoverSpec(template: "neon")
        let context = MemoryStageContext(.cover, pipeline: pipeline)
        let error = await #expect(throws: StageError.self) { try await handler().run(context) }
        #expect(error?.code == "cover.unknown_template")
        #expect(error?.disposition == .discard)
        #expect(error?.message.contains("botanical") == true)
    }
}
