package import Pipelines

/// The `generate` stage: a manuscript for each product of an item.
///
/// Text that a person accepted or that was published is taken over as it is, unless the run says `--refresh`.
package struct GenerateHandler: StageHandler {
    package let stage = Stage.generate
    package let version = 1
    package let timeout: Duration = .seconds(900)

    private let writers: [String: any Writer]
    private let defaultProvider: String

    /// - Parameters:
    ///   - writers: What can write.
    ///   - defaultProvider: The writer of agents that name no provider. Configuration says it; it is never guessed.
    package init(writers: [any Writer], defaultProvider: String) {
        self.writers = Dictionary(writers.map { ($0.provider, $0) }) { first, _ in first }
        self.defaultProvider = defaultProvider
    }

    package func memoMaterial(_ request: StageRequest) throws -> JSONValue? {
        let pipeline = request.pipeline
        let used = Set(pipeline.products.flatMap { $0.write.map(\.agent) }).sorted()
        let settings = try used.map { name in
            let agent = try agent(named: name, in: pipeline)
            return JSONValue.array([try JSONValue(encoding: agent), try writer(for: agent).settings(for: agent)])
        }
        let values = TemplateValues(run: request.run, item: request.item)
        let products = try pipeline.products.map { product in
            JSONValue.array([
                .string(product.name), .string(product.kind.rawValue), try JSONValue(encoding: product.write),
                product.words.map { .integer(Int64($0)) } ?? .null, .string(product.language ?? ""),
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
        let sources = try await loadSources(context)
        var output = GenerateOutput(manuscripts: [:], cost: .zero)
        for (index, product) in request.pipeline.products.enumerated() {
            let done = Double(index) / Double(request.pipeline.products.count)
            await context.report(progress: done, "writing \(product.name)")
            let (reference, cost) = try await manuscript(of: product, from: sources, in: context)
            output.manuscripts[product.name] = reference
            output.cost.micros += cost.micros
        }
        return .completed(try JSONValue(encoding: output))
    }

    private func manuscript(
        of product: ProductSpec, from sources: [WritingSource], in context: any StageContext
    ) async throws -> (ManuscriptReference, Money) {
        let request = context.request
        let identity = ProductIdentity(
            pipeline: request.pipeline.name, product: product.name, itemKey: request.item.key)
        if !request.run.refresh, var frozen = try await context.frozenManuscript(of: identity) {
            frozen.frozen = true
            return (frozen, .zero)
        }
        let (manuscript, cost) = try await write(product, from: sources, in: context)
        let bytes = try JSONValue(encoding: manuscript).canonicalBytes()
        let asset = try await context.store(
            bytes, mediaType: "application/json", role: .data, fileName: "\(product.name).manuscript.json")
        return (
            ManuscriptReference(digest: asset.digest, title: manuscript.title, subtitle: manuscript.subtitle), cost
        )
    }

    private func write(
        _ product: ProductSpec, from sources: [WritingSource], in context: any StageContext
    ) async throws -> (Manuscript, Money) {
        let request = context.request
        let values = TemplateValues(run: request.run, item: request.item)
        let language = product.language ?? request.pipeline.brand.language ?? sources.first?.document.language ?? "en"
        let rendered = values.render(product.title)
        let title = rendered.isEmpty ? sources.first?.document.title ?? product.name : rendered
        var text = WrittenPart()
        var agents: [AgentSpec] = []
        for entry in product.write {
            let agent = try agent(named: entry.agent, in: request.pipeline)
            agents.append(agent)
            let task = WritingTask(
                product: product, title: title, part: entry.part, agent: agent, brand: request.pipeline.brand,
                language: language, words: product.words, sources: sources, values: values)
            let part = try await writer(for: agent).write(task, in: context)
            text.sections += part.sections
            text.summary = part.summary ?? text.summary
            text.keywords += part.keywords
            text.cost.micros += part.cost.micros
        }
        guard !text.sections.isEmpty else { throw Self.nothingWritten(product, request) }
        let writer = try agents.first.map(writer(for:)) ?? writer(named: defaultProvider)
        let manuscript = Manuscript(
            title: title, subtitle: product.subtitle.map(values.render), language: language,
            summary: text.summary ?? sources.first?.document.summary ?? title, sections: text.readingOrder,
            keywords: text.keywords, provenance: writer.provenance(for: agents, language: language))
        return (manuscript, text.cost)
    }

    private func loadSources(_ context: any StageContext) async throws -> [WritingSource] {
        var sources: [WritingSource] = []
        for reference in context.request.input.scrape?.documents ?? [] {
            let bytes = try await context.load(reference.digest, limit: Self.documentLimit)
            sources.append(
                WritingSource(reference: reference, document: try JSONValue(parsing: bytes).decode(as: Document.self)))
        }
        return sources
    }

    private func agent(named name: String, in pipeline: Pipeline) throws(StageError) -> AgentSpec {
        guard let agent = pipeline.agents[name] else {
            throw StageError(
                code: "agent.unknown", message: "The pipeline \(pipeline.name) has no agent called \(name).",
                disposition: .discard)
        }
        return agent
    }

    private func writer(for agent: AgentSpec) throws(StageError) -> any Writer {
        try writer(named: agent.provider ?? defaultProvider)
    }

    private func writer(named name: String) throws(StageError) -> any Writer {
        guard let writer = writers[name] else {
            throw StageError(
                code: "provider.not_configured",
                message: "No provider called \(name) is configured; there are: "
                    + writers.keys.sorted().joined(separator: ", ") + ".",
                disposition: .discard)
        }
        return writer
    }

    private static func nothingWritten(_ product: ProductSpec, _ request: StageRequest) -> StageError {
        StageError(
            code: "answer.empty",
            message: "Nothing could be written for \(product.name) of item \(request.item.key): "
                + "the sources gave no text.",
            disposition: .discard)
    }

    /// Documents are cut by the scraper long before this.
    private static let documentLimit = 16 << 20
}
