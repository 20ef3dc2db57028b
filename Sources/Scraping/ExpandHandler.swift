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
    private let fetcher: Fetcher
    private let pool: ComputePool

    /// - Parameter airtable: nil refuses sources of that kind.
    package init(fetcher: Fetcher, pool: ComputePool, airtable: AirtableAccess? = nil) {
        reader = SourceReader(fetcher: fetcher, pool: pool, airtable: airtable)
        self.fetcher = fetcher
        self.pool = pool
    }

    package func memoMaterial(_ request: StageRequest) throws -> JSONValue? { nil }

    package func run(_ context: any StageContext) async throws -> StageOutcome {
        let (items, links) = try await items(context)
        guard !items.isEmpty else {
            throw StageError(
                code: "items.none", message: "\(context.request.pipeline.name) has no items to make in this run.",
                disposition: .discard)
        }
        let number = Self.chunkNumber(context.request.checkpoint)
        let start = min(items.count, number * Self.chunkSize)
        let end = min(items.count, start + Self.chunkSize)
        let chunk = try await recorded(Array(items[start..<end]), links, context)
        return .expanded(
            ItemChunk(
                number: number, items: chunk, isLast: end == items.count,
                checkpoint: .object(["chunk": .integer(Int64(number + 1))])))
    }

    /// The documents of items that the sources' answers held: recorded now, and told to the items.
    private func recorded(
        _ items: [NewItem], _ links: [String: SourceLink], _ context: any StageContext
    ) async throws -> [NewItem] {
        let reader = DocumentReader(fetcher: fetcher, pool: pool, context: context)
        var items = items
        for index in items.indices {
            guard let link = items[index].fields["url"].flatMap({ links[$0] }), case .document = link.content,
                case .document(let read) = try await reader.read(link)
            else { continue }
            items[index].fields["document"] = read.reference.digest.description
        }
        return items
    }

    /// The run's items, and the links behind those that are documents, by address.
    private func items(_ context: any StageContext) async throws -> ([NewItem], [String: SourceLink]) {
        let expander = ItemExpander(pipeline: context.request.pipeline, run: context.request.run)
        do {
            switch context.request.pipeline.items.source {
            case .single: return ([try expander.singleItem()], [:])
            case .csv(let path):
                let bytes = try await context.bundleFile(path)
                return (try await pool.run { try expander.items(table: bytes) }, [:])
            case .documents:
                let values = TemplateValues(run: context.request.run, item: nil)
                let links = try await reader.links(
                    of: context.request.pipeline.sources, values: values, context: context
                ).links
                let items = try expander.items(documents: links.map { ($0.url, $0.title ?? $0.url, $0.source) })
                return (items, Dictionary(links.map { ($0.url, $0) }) { first, _ in first })
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
