import EventLoops
import Pipelines
import PressworkTestSupport
import Testing

@testable import Generation

@Suite struct QuoteCheckTests {
    private static func source(_ text: String, number: Int = 1) -> WritingSource {
        let document = Document(
            url: "https://e.org/\(number)", title: "Slow Water Moves Stones", markdown: text, text: text)
        return WritingSource(
            reference: DocumentReference(
                digest: Digest(of: text), url: document.url, title: document.title, rights: .quote),
            document: document)
    }

    private func findings(_ markdown: String, _ texts: String...) -> QuoteCheck.Findings {
        let sources = texts.enumerated().map { Self.source($1, number: $0) }
        return QuoteCheck.findings(
            of: [ManuscriptSection(part: "stories", heading: "", markdown: markdown, sources: [])], in: sources)
    }

    @Test(arguments: [
        ("She wrote: “Water moves *slowly* past the stones,” and left.", ["Water moves slowly past the stones,"]),
        (
            "„Wasser fließt langsam hier vorbei.“ Und »so geht es immer weiter«.",
            [
                "Wasser fließt langsam hier vorbei.", "so geht es immer weiter",
            ]
        ),
        (
            "> One sentence stands here\\. Another one follows it\\.\n>\n> — A. Souza",
            [
                "One sentence stands here.", "Another one follows it.",
            ]
        ),
        (
            "A \"so called\" tank, 5\" wide, and [“a link with some words”](https://e.org/a_(b)).",
            ["a link with some words"]
        ),
        ("No quotation stands here. “It was never closed by anyone at all", []),
    ])
    func quotationsOfAText(_ markdown: String, _ expected: [String]) {
        #expect(QuotationScan.quotations(in: markdown) == expected)
    }

    @Test func aQuoteIsFoundWithItsPlace() throws {
        let text = "First comes this. Water moves slowly\npast the stones, always. Then the end."
        let found = findings("As she says, “water moves slowly … the stones.”", "Other words alone.", text)
        #expect(found.unfound.isEmpty && found.quotes.map(\.words) == ["water moves slowly", "the stones"])
        let quote = try #require(found.quotes.last)
        let scalars = Array(text.unicodeScalars)[quote.start..<quote.end]
        #expect(String(String.UnicodeScalarView(scalars)) == "the stones" && quote.url == "https://e.org/1")
        #expect(findings("“Water [it is said] moves slowly past the stones”", text).quotes.count == 2)
        #expect(findings("Read “Slow Water Moves Stones” today.", text) == QuoteCheck.Findings())
        #expect(findings("“Water moves quickly past the stones”", text).unfound.count == 1)
        // Half of a quotation in one source and half in another is none.
        #expect(findings("“one two three … four five six”", "One two three.", "Four five six.").unfound.count == 1)
    }

    private static let invented =
        #"{"sections":[{"heading":"B","markdown":"He said: “the fish are made of gold and silver”.","source":"https://example.org/articles/1"}]}"#
    private static let good =
        #"{"sections":[{"heading":"B","markdown":"Plants first.","source":"https://example.org/articles/1"}]}"#

    private func handler(_ provider: ScriptedProvider) -> GenerateHandler {
        GenerateHandler(
            writers: [ModelWriter(provider: provider, prices: PriceBook(), pool: .generation)],
            defaultProvider: "openai-compatible", pool: .generation)
    }

    /// A pipeline with one product that one agent writes.
    private func context(_ quality: QualitySpec) async throws -> MemoryStageContext {
        let record = MemoryRecord()
        let scrape = MemoryStageContext(.scrape, record: record)
        let reference = try await scrape.record(Document.fixture(1), validators: Validators(), rights: .quote)
        let pipeline = Pipeline.fixture {
            $0.products = [
                ProductSpec(
                    name: "letter", kind: .newsletter, title: "T", write: [WriteSpec(part: "stories", agent: "editor")],
                    quality: quality)
            ]
            $0.agents["editor"]?.provider = nil
        }
        return MemoryStageContext(
            .generate, pipeline: pipeline, input: StageInput(scrape: ScrapeOutput(documents: [reference])),
            record: record)
    }

    private func output(_ outcome: StageOutcome) throws -> GenerateOutput {
        guard case .completed(let value) = outcome else {
            throw StageError(code: "test", message: "not completed", disposition: .discard)
        }
        return try value.decode()
    }

    @Test func anInventedQuoteIsAskedAboutOnceAndThenTold() async throws {
        let provider = ScriptedProvider([.text(Self.invented), .text(Self.good)])
        let better = try output(try await handler(provider).run(try await context(QualitySpec())))
        #expect(better.problems.isEmpty && provider.prompts.count == 2)
        #expect(provider.prompts.last?.user.contains("the fish are made of gold and silver") == true)
        let stubborn = ScriptedProvider([.text(Self.invented), .text(Self.invented)])
        let context = try await context(QualitySpec())
        let told = try output(try await handler(stubborn).run(context))
        #expect(told.problems.count == 1 && told.problems[0].hasPrefix("letter quotes “the fish"))
        let reference = try #require(told.manuscripts["letter"])
        let manuscript = try JSONValue(parsing: try await context.load(reference.digest, limit: 1 << 20))
            .decode(as: Manuscript.self)
        #expect(manuscript.provenance.unfound == ["the fish are made of gold and silver"])
    }

    @Test func howStrictItIsTheManifestSays() async throws {
        let draft = ScriptedProvider([.text(Self.invented)])
        let told = try output(try await handler(draft).run(try await context(QualitySpec(level: .draft))))
        #expect(told.problems.count == 1 && draft.prompts.count == 1)
        let allowed = ScriptedProvider([.text(Self.invented)])
        _ = try await handler(allowed).run(try await context(QualitySpec(level: .strict, allow: ["quotes"])))
        #expect(allowed.prompts.count == 1)
        let strict = ScriptedProvider([.text(Self.invented), .text(Self.invented)])
        let error = await #expect(throws: StageError.self) {
            try await handler(strict).run(try await context(QualitySpec(level: .strict)))
        }
        #expect(error?.code == "quality.quotes" && error?.message.contains("gold and silver") == true)
    }
}
