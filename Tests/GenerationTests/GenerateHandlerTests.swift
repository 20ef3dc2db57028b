import EventLoops
import Generation
import Pipelines
import PressworkTestSupport
import Testing

@Suite struct GenerateHandlerTests {
    let handler = GenerateHandler(writers: [ExtractiveWriter()], defaultProvider: "extractive", pool: .generation)

    /// A context whose scrape stored three documents.
    func context(run: RunReference = .fixture(), record: MemoryRecord = MemoryRecord()) async throws
        -> MemoryStageContext
    {
        let scrape = MemoryStageContext(.scrape, record: record)
        var references: [DocumentReference] = []
        for number in 1...3 {
            references.append(
                try await scrape.record(Document.fixture(number), validators: Validators(), rights: .quote))
        }
        return MemoryStageContext(
            .generate, input: StageInput(scrape: ScrapeOutput(documents: references)), run: run, record: record)
    }

    func output(_ outcome: StageOutcome) throws -> GenerateOutput {
        guard case .completed(let value) = outcome else {
            throw StageError(code: "test", message: "not completed", disposition: .discard)
        }
        return try value.decode()
    }

    @Test func everyProductGetsAManuscriptThatNamesItsSources() async throws {
        let context = try await context()
        let output = try output(try await handler.run(context))
        #expect(Set(output.manuscripts.keys) == ["letter", "book", "post"] && output.cost == .zero)
        let reference = try #require(output.manuscripts["letter"])
        let manuscript = try JSONValue(parsing: try await context.load(reference.digest, limit: 1 << 20))
            .decode(as: Manuscript.self)
        #expect(manuscript.title.hasPrefix("Tank Weekly ") && manuscript.provenance.provider == "extractive")
        #expect(manuscript.sections.first?.part == "intro" && manuscript.sections.count == 4)
        #expect(
            output.problems.isEmpty && manuscript.provenance.unfound.isEmpty && manuscript.provenance.quotes.count > 3)
    }

    @Test func frozenTextIsTakenOverUnlessARefreshIsAskedFor() async throws {
        let record = MemoryRecord()
        let first = try await context(record: record)
        let identity = ProductIdentity(
            pipeline: first.request.pipeline.name, product: "letter", itemKey: first.request.item.key)
        let accepted = ManuscriptReference(digest: Digest(of: "accepted"), title: "As accepted")
        try await first.freeze(identity, manuscript: accepted)
        let kept = try output(try await handler.run(try await context(record: record)))
        #expect(kept.manuscripts["letter"]?.digest == accepted.digest && kept.manuscripts["letter"]?.frozen == true)
        var run = RunReference.fixture()
        run.refresh = true
        let refreshed = try output(try await handler.run(try await context(run: run, record: record)))
        #expect(refreshed.manuscripts["letter"]?.digest != accepted.digest)
    }

    @Test func theMemoDependsOnTextsAndSettingsAndNotOnTheCover() async throws {
        let context = try await context()
        let first = try #require(try handler.memoMaterial(context.request)).digest()
        var other = context.request
        other.pipeline.products[0].cover = CoverSpec(template: "another")
        #expect(try handler.memoMaterial(other)?.digest() == first)
        other.pipeline.brand.voice = "Loud."
        #expect(try handler.memoMaterial(other)?.digest() != first)
        var changed = context.request
        changed.input.scrape?.documents.removeLast()
        #expect(try handler.memoMaterial(changed)?.digest() != first)
    }

    @Test func aProviderThatIsNotConfiguredIsNamed() async throws {
        let context = try await context()
        var request = context.request
        request.pipeline.agents["editor"]?.provider = "openai-compatible"
        let error = await #expect(throws: StageError.self) {
            try await handler.run(MemoryStageContext(request: request, record: context.record))
        }
        #expect(error?.code == "provider.not_configured" && error?.message.contains("openai-compatible") == true)
    }
}
