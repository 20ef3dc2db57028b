import EventLoops
import Foundation
import Generation
import Pipelines
import PressworkTestSupport
import Testing

/// A part that is written chapter by chapter: what is split, what each chapter is asked, and what joins them.
@Suite struct ChapterTests {
    static let outline = """
        {"chapters":[
            {"title":"Light","about":"Hours and watts.","sources":["https://example.org/articles/2"]},
            {"title":"Water","about":"","sources":[]}]}
        """

    private static func pipeline(outline: String? = "planner", provider: String = "openai-compatible") -> Pipeline {
        .fixture { pipeline in
            pipeline.products = [.book]
            let chapters = ChaptersSpec(outline: outline, most: 3)
            pipeline.products[0].words = 1_000
            pipeline.products[0].write = [
                WriteSpec(part: "chapters", agent: "author", chapters: chapters),
                WriteSpec(part: "intro", agent: "copywriter"),
            ]
            pipeline.agents["planner"] = AgentSpec(name: "planner", prompt: "Plan.", provider: provider)
            pipeline.agents["author"] = AgentSpec(name: "author", prompt: "Write.", provider: provider)
            pipeline.agents["copywriter"]?.provider = "extractive"
        }
    }

    private static func handler(_ provider: ScriptedProvider) -> GenerateHandler {
        GenerateHandler(
            writers: [ExtractiveWriter(), ModelWriter(provider: provider, prices: PriceBook(), pool: .generation)],
            defaultProvider: "extractive", pool: .generation)
    }

    private static func context(_ pipeline: Pipeline) async throws -> MemoryStageContext {
        let context = try await GenerateHandlerTests().context()
        var request = context.request
        request.pipeline = pipeline
        return MemoryStageContext(request: request, record: context.record)
    }

    private static func split(_ outcome: StageOutcome) throws -> StageParts {
        guard case .split(let parts) = outcome else {
            throw StageError(code: "test", message: "not split", disposition: .discard)
        }
        return parts
    }

    /// Runs a part as the fleet does.
    private static func write(
        _ part: NewPart, _ handler: GenerateHandler, _ context: MemoryStageContext
    ) async throws -> PartResult {
        var request = context.request
        request.part = part.payload
        request.job.part = part.key
        let outcome = try await handler.run(MemoryStageContext(request: request, record: context.record))
        guard case .completed(let output) = outcome else {
            throw StageError(code: "test", message: "not completed", disposition: .discard)
        }
        return PartResult(key: part.key, output: output)
    }

    @Test func whatIsWrongWithAChapterIsToldWithTheWhole() async throws {
        let bad = ScriptedProvider.Reply.text("# Light\n\nAs an AI, I say eight hours.")
        let provider = ScriptedProvider([.text(Self.outline), bad, bad, .text("Change it.")])
        let handler = Self.handler(provider)
        var pipeline = Self.pipeline()
        pipeline.agents["author"]?.validators = ["banned"]
        let context = try await Self.context(pipeline)
        var request = context.request
        request.parts = []
        for part in try Self.split(try await handler.run(context)).parts {
            request.parts?.append(try await Self.write(part, handler, context))
        }
        let joined = MemoryStageContext(request: request, record: context.record)
        let output = try GenerateHandlerTests().output(try await handler.run(joined))
        #expect(provider.prompts.count == 4 && output.problems.count == 1)
        #expect(output.problems.first?.hasPrefix("The chapters of book by author: “as an ai") == true)
        let reference = try #require(output.manuscripts["book"])
        let manuscript = try JSONValue(parsing: try await joined.load(reference.digest, limit: 1 << 20))
            .decode(as: Manuscript.self)
        #expect(manuscript.provenance.findings == output.problems)
    }

    @Test func anOutlineBecomesPartsUnderTheProvidersAccountAndThePartsABook() async throws {
        let provider = ScriptedProvider([.text(Self.outline), .text("# Light\n\nEight hours."), .text("Change it.")])
        let handler = Self.handler(provider)
        let context = try await Self.context(Self.pipeline())
        let parts = try Self.split(try await handler.run(context))
        #expect(parts.isLast && parts.parts.map(\.key) == ["book/chapters/1", "book/chapters/2"])
        #expect(parts.parts.allSatisfy { $0.limitKey == "provider/openai-compatible" })

        var results: [PartResult] = []
        for part in parts.parts { results.append(try await Self.write(part, handler, context)) }
        let prompts = provider.prompts
        #expect(prompts.count == 3 && prompts[0].schema != nil && prompts[1].schema == nil)
        #expect(prompts[1].user.contains("Chapter 1: Light\nWhat it says: Hours and watts."))
        #expect(prompts[1].user.contains("in about 500 words") && prompts[1].user.contains("2. Water"))
        #expect(!prompts[1].system.contains("Light"), "an outline is data")
        #expect(prompts[1].user.contains("articles/2") && !prompts[1].user.contains("articles/1"))
        #expect(prompts[2].user.contains("articles/1") && prompts[2].user.contains("articles/3"))

        var request = context.request
        request.parts = results.reversed()
        let joined = MemoryStageContext(request: request, record: context.record)
        let output = try GenerateHandlerTests().output(try await handler.run(joined))
        #expect(provider.prompts.count == 3 && output.cost == Money(micros: 2_500, currency: "USD"))
        let digest = try #require(output.manuscripts["book"]?.digest)
        let manuscript = try JSONValue(parsing: try await joined.load(digest, limit: 1 << 20))
            .decode(as: Manuscript.self)
        #expect(manuscript.sections.map(\.heading) == ["", "Light", "Water"])
        #expect(manuscript.sections[1].markdown.trimmingCharacters(in: .newlines) == "Eight hours.")
        #expect(manuscript.sections[1].sources.count == 1 && manuscript.sections[2].sources.count == 3)
    }

    @Test func aLaterAttemptSplitsTheSameWayAndPaysNothing() async throws {
        let provider = ScriptedProvider([.text(Self.outline)])
        let handler = Self.handler(provider)
        let context = try await Self.context(Self.pipeline())
        let first = try Self.split(try await handler.run(context))
        let again = try Self.split(try await handler.run(await context.nextAttempt()))
        #expect(again.parts == first.parts && provider.prompts.count == 1)

        var request = context.request
        request.checkpoint = first.checkpoint
        let others = Self.handler(ScriptedProvider([]))
        let stored = try Self.split(
            try await others.run(MemoryStageContext(request: request, record: context.record)))
        #expect(stored.isLast && stored.parts.isEmpty, "they are there: nobody is asked, whatever the settings are now")
    }

    @Test func anOutlineThatInventsSourcesOrIsTooLongIsAskedForAgain() async throws {
        let invented = Self.outline.replacing("example.org", with: "made-up.example")
        let provider = ScriptedProvider([.text(invented), .text(Self.outline)])
        let context = try await Self.context(Self.pipeline())
        #expect(try Self.split(try await Self.handler(provider).run(context)).parts.count == 2)
        #expect(provider.prompts.last?.user.contains("made-up.example") == true)

        let chapter = #"{"title":"A","about":"","sources":[]}"#
        let long = #"{"chapters":["# + Array(repeating: chapter, count: 4).joined(separator: ",") + "]}"
        let other = ScriptedProvider([.text(long), .text(long)])
        let fresh = try await Self.context(Self.pipeline())
        let error = await #expect(throws: StageError.self) { try await Self.handler(other).run(fresh) }
        #expect(error?.code == "answer.invalid" && error?.message.contains("more than 3") == true)
    }

    @Test func withoutAnOutlineEachSourceIsAChapterAndWithoutAModelNothingIsLimited() async throws {
        let provider = ScriptedProvider([])
        let handler = Self.handler(provider)
        let context = try await Self.context(Self.pipeline(outline: nil, provider: "extractive"))
        let parts = try Self.split(try await handler.run(context)).parts
        #expect(parts.map(\.key) == (1...3).map { "book/chapters/\($0)" } && parts.allSatisfy { $0.limitKey == nil })
        for part in parts { _ = try await Self.write(part, handler, context) }
        let outlined = try await Self.context(Self.pipeline(provider: "extractive"))
        #expect(try Self.split(try await handler.run(outlined)).parts.count == 3)
        #expect(provider.prompts.isEmpty)
    }

    @Test func frozenTextIsNotSplit() async throws {
        let context = try await Self.context(Self.pipeline())
        let identity = ProductIdentity(
            pipeline: context.request.pipeline.name, product: "book", itemKey: context.request.item.key)
        try await context.freeze(identity, manuscript: ManuscriptReference(digest: Digest(of: "x"), title: "T"))
        let output = try GenerateHandlerTests().output(
            try await Self.handler(ScriptedProvider([])).run(context))
        #expect(output.manuscripts["book"]?.frozen == true)
    }

    @Test func aChaptersMemoDependsOnItsOwnSourcesAlone() async throws {
        let handler = Self.handler(ScriptedProvider([.text(Self.outline)]))
        let context = try await Self.context(Self.pipeline())
        let parts = try Self.split(try await handler.run(context)).parts
        var request = context.request
        request.part = parts[0].payload
        let first = try #require(try handler.memoMaterial(request)).digest()
        var other = request
        other.input.scrape?.documents.removeAll { $0.url.hasSuffix("/1") }
        #expect(try handler.memoMaterial(other)?.digest() == first)
        other.input.scrape?.documents.removeAll()
        #expect(try handler.memoMaterial(other)?.digest() != first)
        other = request
        other.pipeline.agents["author"]?.prompt = "Write well."
        #expect(try handler.memoMaterial(other)?.digest() != first)
        other = request
        other.pipeline.agents["planner"]?.prompt = "Plan well."
        #expect(try handler.memoMaterial(other)?.digest() == first)
    }

    @Test func theMemoKnowsWhatPromptsSayOfTheItem() async throws {
        let handler = Self.handler(ScriptedProvider([]))
        let context = try await Self.context(.fixture { $0.agents["editor"]?.prompt = "On {{item.topic}}." })
        let first = try #require(try handler.memoMaterial(context.request)).digest()
        var other = context.request
        other.item.fields["topic"] = "ferns"
        #expect(try handler.memoMaterial(other)?.digest() != first)
    }
}
