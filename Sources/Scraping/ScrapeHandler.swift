package import EventLoops
package import Pipelines

/// The `scrape` stage: the sources of an item become recorded documents.
///
/// A dead link is told in the output and the rest goes on. What did not change since it was last fetched is not fetched
/// again, so the stage is never answered from the memo.
package struct ScrapeHandler: StageHandler {
    private let fetcher: Fetcher
    private let pool: ComputePool
    /// Pages of one job that are fetched at once; the fetcher keeps each site's own pace.
    private static let concurrency = 8

    /// - Parameter pool: where pages are parsed.
    package init(fetcher: Fetcher, pool: ComputePool) {
        self.fetcher = fetcher
        self.pool = pool
    }

    package var stage: Stage { .scrape }
    package var version: Int { 1 }

    package func memoMaterial(_ request: StageRequest) throws -> JSONValue? { nil }

    package func run(_ context: any StageContext) async throws -> StageOutcome {
        let (links, problems) = try await links(context)
        var output = ScrapeOutput(documents: [], problems: problems)
        var isTransient = false
        let reader = DocumentReader(fetcher: fetcher, pool: pool, context: context)
        for outcome in try await read(links, reader, context) {
            switch outcome {
            case .document(let reference): output.documents.append(reference)
            case .problem(let problem, let canRecover):
                output.problems.append(problem)
                isTransient = isTransient || canRecover
            }
        }
        if output.documents.isEmpty, let first = output.problems.first {
            throw StageError(
                code: "source.nothing",
                message: "None of the \(output.problems.count) sources could be read; the first: \(first.message)",
                disposition: isTransient ? .retry(after: nil) : .discard)
        }
        return .completed(try JSONValue(encoding: output))
    }

    /// An item that is a document has its link already; any other has what the sources offer.
    private func links(_ context: any StageContext) async throws -> ([SourceLink], [SourceProblem]) {
        let request = context.request
        if case .documents = request.pipeline.items.source, let url = request.item.fields["url"] {
            let rights = request.item.fields["rights"].flatMap(Rights.init) ?? request.pipeline.sources.first?.rights
            return ([SourceLink(url: url, title: request.item.fields["title"], rights: rights ?? .quote)], [])
        }
        let values = TemplateValues(run: request.run, item: request.item)
        return try await SourceReader(fetcher: fetcher, pool: pool)
            .links(of: request.pipeline.sources, values: values, context: context)
    }

    /// The outcomes in the order of the links, whichever came first.
    private func read(
        _ links: [SourceLink], _ reader: DocumentReader, _ context: any StageContext
    ) async throws -> [DocumentReader.Outcome] {
        var outcomes: [DocumentReader.Outcome?] = Array(repeating: nil, count: links.count)
        try await withThrowingTaskGroup(of: (Int, DocumentReader.Outcome).self) { group in
            var next = 0
            func start() {
                guard next < links.count else { return }
                let index = next
                next += 1
                group.addTask { (index, try await reader.read(links[index])) }
            }
            for _ in 0..<Self.concurrency { start() }
            var done = 0
            while let (index, outcome) = try await group.next() {
                outcomes[index] = outcome
                done += 1
                await context.report(progress: Double(done) / Double(links.count), "\(done) of \(links.count) pages")
                start()
            }
        }
        return outcomes.compactMap { $0 }
    }
}
