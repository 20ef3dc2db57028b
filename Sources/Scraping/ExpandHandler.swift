package import EventLoops
package import Pipelines

/// The `expand` stage: makes the items of a run, a chunk at a time. Items that are the documents of the sources need
/// the sources' links first, which is why it lives here.
package struct ExpandHandler: StageHandler {
    package let stage = Stage.expand
    package let version = 1

    /// Items of one chunk.
    static let chunkSize = 1_000

    private let reader: SourceReader
    private let pool: ComputePool

    package init(fetcher: Fetcher, pool: ComputePool) {
        reader = SourceReader(fetcher: fetcher, pool: pool)
        self.pool = pool
    }

    package func memoMaterial(_ request: StageRequest) throws -> JSONValue? { nil }

    package func run(_ context: any StageContext) async throws -> StageOutcome {
        let items = try await items(context)
        guard !items.isEmpty else {
            throw StageError(
                code: "items.none", message: "\(context.request.pipeline.name) has no items to make in this run.",
                disposition: .discard)
        }
        let number = Self.chunkNumber(context.request.checkpoint)
        let start = min(items.count, number * Self.chunkSize)
        let end = min(items.count, start + Self.chunkSize)
        return .expanded(
            ItemChunk(
                number: number, items: Array(items[start..<end]), isLast: end == items.count,
                checkpoint: .object(["chunk": .integer(Int64(number + 1))])))
    }

    private func items(_ context: any StageContext) async throws -> [NewItem] {
        let expander = ItemExpander(pipeline: context.request.pipeline, run: context.request.run)
        do {
            switch context.request.pipeline.items.source {
            case .single: return [try expander.singleItem()]
            case .csv(let path):
                let bytes = try await context.bundleFile(path)
                return try await pool.run { try expander.items(table: bytes) }
            case .documents:
                let values = TemplateValues(run: context.request.run, item: nil)
                let links = try await reader.links(
                    of: context.request.pipeline.sources, values: values, context: context
                ).links
                return try expander.items(documents: links.map { ($0.url, $0.title ?? $0.url) })
            }
        } catch let error as ItemError {
            throw StageError(code: "items.invalid", message: "\(error)", disposition: .discard, underlying: error)
        }
    }

    private static func chunkNumber(_ checkpoint: JSONValue?) -> Int {
        guard case .integer(let number)? = checkpoint?["chunk"] else { return 0 }
        return Int(number)
    }
}
