import Pipelines

extension GenerateHandler {
    /// The text of a product that is not to be written again.
    func frozen(_ product: ProductSpec, in context: any StageContext) async throws -> ManuscriptReference? {
        let request = context.request
        guard !request.run.refresh else { return nil }
        return try await context.frozenManuscript(
            of: ProductIdentity(pipeline: request.pipeline.name, product: product.name, itemKey: request.item.key))
    }

    /// The sources of the item, or those whose addresses are given.
    func loadSources(_ context: any StageContext, only urls: [String] = []) async throws -> [WritingSource] {
        var sources: [WritingSource] = []
        for reference in context.request.input.scrape?.documents ?? [] {
            guard urls.isEmpty || urls.contains(reference.url) else { continue }
            let bytes = try await context.load(reference.digest, limit: Self.documentLimit)
            sources.append(
                WritingSource(reference: reference, document: try JSONValue(parsing: bytes).decode(as: Document.self)))
        }
        return sources
    }

    /// All of an agent that changes what it writes.
    func settings(of agent: AgentSpec, _ values: TemplateValues) throws -> JSONValue {
        var rendered = agent
        rendered.prompt = values.render(agent.prompt)
        return .array([try JSONValue(encoding: rendered), try writer(for: agent).settings(for: agent)])
    }

    func agent(named name: String, in pipeline: Pipeline) throws(StageError) -> AgentSpec {
        guard let agent = pipeline.agents[name] else {
            throw StageError(
                code: "agent.unknown", message: "The pipeline \(pipeline.name) has no agent called \(name).",
                disposition: .discard)
        }
        return agent
    }

    func writer(for agent: AgentSpec) throws(StageError) -> any Writer {
        try writer(named: agent.provider ?? defaultProvider)
    }

    func writer(named name: String) throws(StageError) -> any Writer {
        guard let writer = writers[name] else {
            throw StageError(
                code: "provider.not_configured",
                message: "No provider called \(name) is configured; there are: "
                    + writers.keys.sorted().joined(separator: ", ") + ".",
                disposition: .discard)
        }
        return writer
    }

    /// Documents are cut by the scraper long before this.
    private static let documentLimit = 16 << 20
}
