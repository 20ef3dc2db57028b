package import EventLoops
package import Pipelines

/// The `generate` stage: a manuscript for each product of an item.
///
/// Text that a person accepted or that was published is taken over as it is, unless the run says `--refresh`.
///
/// Where the manifest divides a part into chapters the job is split: its outline is made first, each chapter is a part, and
/// the job that joins them writes what else there is.
package struct GenerateHandler: StageHandler {
    package let stage = Stage.generate
    package let version = 2
    package let timeout: Duration = .seconds(900)

    let writers: [String: any Writer]
    let defaultProvider: String
    private let pool: ComputePool

    /// - Parameters:
    ///   - writers: What can write.
    ///   - defaultProvider: The writer of agents that name no provider. Configuration says it; it is never guessed.
    ///   - pool: Where quotations are looked up.
    package init(writers: [any Writer], defaultProvider: String, pool: ComputePool) {
        self.writers = Dictionary(writers.map { ($0.provider, $0) }) { first, _ in first }
        self.defaultProvider = defaultProvider
        self.pool = pool
    }

    package func memoMaterial(_ request: StageRequest) throws -> JSONValue? {
        if let part = request.part { return try memoMaterial(ChapterPart(part), request) }
        let pipeline = request.pipeline
        let used = Set(pipeline.products.flatMap { $0.write.flatMap(\.agents) }).sorted()
        let values = TemplateValues(run: request.run, item: request.item)
        let settings = try used.map { try self.settings(of: try agent(named: $0, in: pipeline), values) }
        let products = try pipeline.products.map { product in
            JSONValue.array([
                .string(product.name), .string(product.kind.rawValue), try JSONValue(encoding: product.write),
                product.words.map { .integer(Int64($0)) } ?? .null, .string(product.language ?? ""),
                try JSONValue(encoding: product.quality),
                .string(values.render(product.title)), .string(product.subtitle.map(values.render) ?? ""),
            ])
        }
        return .object([
            "version": .integer(Int64(version)), "agents": .array(settings), "products": .array(products),
            "pipeline": .string(pipeline.name), "item": .string(request.item.key),
            "voice": .string(pipeline.brand.voice ?? ""), "language": .string(pipeline.brand.language ?? ""),
            "documents": try JSONValue(encoding: request.input.scrape?.documents ?? []),
            "refresh": .bool(request.run.refresh),
        ])
    }

    package func run(_ context: any StageContext) async throws -> StageOutcome {
        let request = context.request
        if let part = request.part { return try await write(ChapterPart(part), in: context) }
        let sources = try await loadSources(context)
        if request.parts == nil, let split = try await split(sources, in: context) { return split }
        let chapters = try (request.parts ?? []).map { try $0.output.decode(as: ChapterOutput.self) }
        var output = GenerateOutput(manuscripts: [:], cost: .zero)
        output.cost.micros = chapters.map(\.cost.micros).reduce(0, +)
        for (index, product) in request.pipeline.products.enumerated() {
            let done = Double(index) / Double(request.pipeline.products.count)
            await context.report(progress: done, "writing \(product.name)")
            let (reference, cost, problems) = try await manuscript(
                of: product, from: sources, chapters.filter { $0.product == product.name }, in: context)
            output.manuscripts[product.name] = reference
            output.cost.micros += cost.micros
            output.problems += problems
        }
        return .completed(try JSONValue(encoding: output))
    }

    private func manuscript(
        of product: ProductSpec, from sources: [WritingSource], _ chapters: [ChapterOutput],
        in context: any StageContext
    ) async throws -> (ManuscriptReference, Money, problems: [String]) {
        if var frozen = try await frozen(product, in: context) {
            frozen.frozen = true
            return (frozen, .zero, [])
        }
        var (manuscript, cost, problems) = try await write(product, from: sources, chapters, in: context)
        let findings = try await QuoteCheck.findings(of: manuscript.sections, in: sources, on: pool)
        let quotes = QuoteCheck.problems(findings.unfound, in: product.name)
        if let first = quotes.first, product.quality.refuses(QuoteCheck.name) {
            throw StageError(code: "quality.quotes", message: first, disposition: .discard)
        }
        (manuscript.provenance.quotes, manuscript.provenance.unfound) = (findings.quotes, findings.unfound)
        manuscript.provenance.findings = problems
        let bytes = try JSONValue(encoding: manuscript).canonicalBytes()
        let asset = try await context.store(
            bytes, mediaType: "application/json", role: .data, fileName: "\(product.name).manuscript.json")
        return (
            ManuscriptReference(digest: asset.digest, title: manuscript.title, subtitle: manuscript.subtitle), cost,
            problems + quotes
        )
    }

    private func write(
        _ product: ProductSpec, from sources: [WritingSource], _ chapters: [ChapterOutput],
        in context: any StageContext
    ) async throws -> (Manuscript, Money, problems: [String]) {
        let request = context.request
        let frame = ProductFrame(product, request, firstSource: sources.first)
        var text = WrittenPart(problems: chapters.flatMap { $0.problems ?? [] })
        var agents: [AgentSpec] = []
        for entry in product.write {
            agents += try entry.agents.map { try self.agent(named: $0, in: request.pipeline) }
            guard entry.chapters == nil else {
                text.sections += Self.sections(of: entry, chapters)
                continue
            }
            let agent = try self.agent(named: entry.agent, in: request.pipeline)
            let task = frame.task(entry.part, by: agent, from: sources, request)
            let part = try await writer(for: agent).write(task, in: context)
            text.sections += part.sections
            text.summary = part.summary ?? text.summary
            text.keywords += part.keywords
            text.cost.micros += part.cost.micros
            text.problems += part.problems
        }
        guard !text.sections.isEmpty else { throw Self.nothingWritten(product, request) }
        let writer = try agents.first.map(writer(for:)) ?? writer(named: defaultProvider)
        let values = TemplateValues(run: request.run, item: request.item)
        let manuscript = Manuscript(
            title: frame.title, subtitle: product.subtitle.map(values.render), language: frame.language,
            summary: text.summary ?? sources.first?.document.summary ?? frame.title, sections: text.readingOrder,
            keywords: text.keywords, provenance: writer.provenance(for: agents, language: frame.language))
        return (manuscript, text.cost, text.problems)
    }

    private static func nothingWritten(_ product: ProductSpec, _ request: StageRequest) -> StageError {
        StageError(
            code: "answer.empty",
            message: "Nothing could be written for \(product.name) of item \(request.item.key): "
                + "the sources gave no text.",
            disposition: .discard)
    }
}
