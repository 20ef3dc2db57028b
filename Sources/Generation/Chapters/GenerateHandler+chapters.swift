import Pipelines

/// How far a job has come with its parts: what its checkpoint holds.
private struct PartProgress: Codable {
    var made: Int
    var count: Int
}

extension GenerateHandler {
    /// The most parts of one call.
    private static let partsAtOnce = 1_000

    /// The next chapters that are to be jobs of their own; `nil` when no product has any.
    ///
    /// Outlines are asked for in order and kept like every answer, so that a later attempt finds the same ones.
    func split(_ sources: [WritingSource], in context: any StageContext) async throws -> StageOutcome? {
        var begin = 0
        if let progress = try context.request.checkpoint?.decode(as: PartProgress.self) {
            begin = progress.made
            guard begin < progress.count else { return .split(StageParts([], checkpoint: context.request.checkpoint)) }
        }
        let parts = try await chapterParts(from: sources, in: context)
        guard !parts.isEmpty else { return nil }
        let end = min(parts.count, begin + Self.partsAtOnce)
        let progress = PartProgress(made: end, count: parts.count)
        return .split(
            StageParts(
                Array(parts[min(begin, end)..<end]), isLast: end == parts.count,
                checkpoint: try JSONValue(encoding: progress)))
    }

    private func chapterParts(from sources: [WritingSource], in context: any StageContext) async throws -> [NewPart] {
        let request = context.request
        var parts: [NewPart] = []
        for product in request.pipeline.products where product.write.contains(where: { $0.chapters != nil }) {
            guard try await frozen(product, in: context) == nil else { continue }
            let frame = ProductFrame(product, request, firstSource: sources.first)
            for entry in product.write {
                guard let chapters = entry.chapters else { continue }
                await context.report(progress: 0, "outlining \(product.name)")
                var outline = Outline(of: sources)
                if let name = chapters.outline {
                    let agent = try agent(named: name, in: request.pipeline)
                    let task = frame.task(entry.part, by: agent, from: sources, request)
                    outline = try await writer(for: agent).outline(task, most: chapters.most, in: context)
                }
                let writer = try self.writer(for: try agent(named: entry.agent, in: request.pipeline))
                parts += try ChapterPart.all(of: outline, entry, of: frame, limitKey: writer.limitKey)
            }
        }
        return parts
    }

    /// Writes one chapter.
    func write(_ part: ChapterPart, in context: any StageContext) async throws -> StageOutcome {
        let request = context.request
        let (product, agent) = try chapterAgent(part, request.pipeline)
        let sources = try await loadSources(context, only: part.chapter.sources)
        let place = ChapterPlace(
            number: part.number, count: part.count, chapter: part.chapter, titles: part.titles)
        let frame = ProductFrame(product, title: part.title, language: part.language)
        let task = frame.task(part.part, by: agent, from: sources, request, chapter: place)
        let written = try await writer(for: agent).write(task, in: context)
        return .completed(try JSONValue(encoding: ChapterOutput(written, of: part)))
    }

    /// What a chapter depends on besides what its payload says: less than the whole does, so that another chapter's sources,
    /// or a new cover text, leave it as it is.
    func memoMaterial(_ part: ChapterPart, _ request: StageRequest) throws -> JSONValue {
        let (product, agent) = try chapterAgent(part, request.pipeline)
        let values = TemplateValues(run: request.run, item: request.item)
        let documents = (request.input.scrape?.documents ?? []).filter {
            part.chapter.sources.isEmpty || part.chapter.sources.contains($0.url)
        }
        return .object([
            "version": .integer(Int64(version)), "agent": try settings(of: agent, values),
            "kind": .string(product.kind.rawValue), "words": product.words.map { .integer(Int64($0)) } ?? .null,
            "quality": try JSONValue(encoding: product.quality),
            "pipeline": .string(request.pipeline.name), "item": .string(request.item.key),
            "voice": .string(request.pipeline.brand.voice ?? ""),
            "documents": try JSONValue(encoding: documents), "refresh": .bool(request.run.refresh),
        ])
    }

    /// The chapters of one part of a product, in order.
    static func sections(of entry: WriteSpec, _ chapters: [ChapterOutput]) -> [ManuscriptSection] {
        chapters.filter { $0.part == entry.part }.sorted { $0.number < $1.number }.compactMap(\.section)
    }

    private func chapterAgent(_ part: ChapterPart, _ pipeline: Pipeline) throws(StageError) -> (ProductSpec, AgentSpec)
    {
        guard let product = pipeline.products.first(where: { $0.name == part.product }),
            let entry = product.write.first(where: { $0.part == part.part && $0.chapters != nil })
        else {
            throw StageError(
                code: "part.unknown", message: "\(part.product) of this pipeline has no \(part.part) to be written.",
                disposition: .discard)
        }
        return (product, try agent(named: entry.agent, in: pipeline))
    }
}
