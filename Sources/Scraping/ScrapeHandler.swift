package import EventLoops
package import Pipelines

/// The `scrape` stage: the sources of an item become recorded documents.
///
/// A dead link is told in the output and the rest goes on. What did not change since it was last fetched is not fetched
/// again, so the stage is never answered from the memo.
package struct ScrapeHandler: StageHandler {
    private let fetcher: Fetcher
    private let pool: ComputePool
    private let airtable: AirtableAccess?
    /// Pages of one job that are fetched or waited for at once.
    private static let laneLimit = 64
    /// Of these, of one site; the fetcher keeps each site's own pace.
    private static let lanesPerSite = 8

    /// - Parameters:
    ///   - pool: where pages are parsed.
    ///   - airtable: nil refuses sources of that kind.
    package init(fetcher: Fetcher, pool: ComputePool, airtable: AirtableAccess? = nil) {
        self.fetcher = fetcher
        self.pool = pool
        self.airtable = airtable
    }

    package var stage: Stage { .scrape }
    package var version: Int { 1 }

    package func memoMaterial(_ request: StageRequest) throws -> JSONValue? { nil }

    package func run(_ context: any StageContext) async throws -> StageOutcome {
        let (links, problems) = try await links(context)
        var output = ScrapeOutput(documents: [], problems: problems)
        var isTransient = false
        var seen = NearDuplicates()
        let reader = DocumentReader(fetcher: fetcher, pool: pool, context: context)
        for (link, outcome) in zip(links, try await read(links, reader, context)) {
            switch outcome {
            case .document(let document):
                if let problem = Self.problem(of: document, minQuality: minQuality(of: link, context), &seen) {
                    output.problems.append(problem)
                    continue
                }
                output.documents.append(document.reference)
                if let note = document.note { output.problems.append(note) }
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

    /// Why a document is left out; nil for one that is taken.
    private static func problem(
        of document: ReadDocument, minQuality: Double, _ seen: inout NearDuplicates
    ) -> SourceProblem? {
        let url = document.reference.url
        if let quality = document.reference.quality, quality < minQuality {
            let message = "\(url) is left out: its quality is \(quality), and its source asks for \(minQuality)."
            return SourceProblem(url: url, message: message)
        }
        // A text that another site has too came twice; pages of one site may well be alike.
        guard let fingerprint = document.fingerprint, let earlier = seen.earlier(fingerprint, name: url),
            WebURL(earlier)?.origin != WebURL(url)?.origin
        else { return nil }
        return SourceProblem(url: url, message: "\(url) is left out: it is nearly the same as \(earlier).")
    }

    private func minQuality(of link: SourceLink, _ context: any StageContext) -> Double {
        let sources = context.request.pipeline.sources
        return sources.indices.contains(link.source) ? sources[link.source].minQuality ?? 0 : 0
    }

    /// An item that is a document has its link already; any other has what the sources offer.
    private func links(_ context: any StageContext) async throws -> ([SourceLink], [SourceProblem]) {
        let request = context.request
        if case .documents = request.pipeline.items.source, let link = SourceLink(request.item, of: request.pipeline) {
            return ([link], [])
        }
        let values = TemplateValues(run: request.run, item: request.item)
        return try await SourceReader(fetcher: fetcher, pool: pool, airtable: airtable)
            .links(of: request.pipeline.sources, values: values, context: context)
    }

    /// The outcomes in the order of the links, documents without what their sites' documents share.
    private func read(
        _ links: [SourceLink], _ reader: DocumentReader, _ context: any StageContext
    ) async throws -> [DocumentReader.Outcome] {
        var outcomes = try await outcomes(of: links, reader, context)
        var documents: [(place: Int, ReadDocument)] = []
        for case (let place, .document(let document)) in outcomes.enumerated() { documents.append((place, document)) }
        let cleaned = try await SiteCleaning(context: context, pool: pool).cleaned(documents.map(\.1))
        for ((place, _), document) in zip(documents, cleaned) { outcomes[place] = .document(document) }
        return outcomes
    }

    /// The outcomes in the order of the links, whichever came first. Each site has lanes of its own, so that one that asks
    /// for patience does not hold up the others.
    private func outcomes(
        of links: [SourceLink], _ reader: DocumentReader, _ context: any StageContext
    ) async throws -> [DocumentReader.Outcome] {
        var outcomes: [DocumentReader.Outcome?] = Array(repeating: nil, count: links.count)
        let lanes = Self.lanes(links)
        try await withThrowingTaskGroup(of: (lane: Int, place: Int, DocumentReader.Outcome).self) { group in
            var next = 0
            func start(_ lane: Int, _ place: Int) {
                guard place < lanes[lane].count else { return startLane() }
                let index = lanes[lane][place]
                group.addTask { (lane, place, try await reader.read(links[index])) }
            }
            func startLane() {
                guard next < lanes.count else { return }
                next += 1
                start(next - 1, 0)
            }
            for _ in 0..<Self.laneLimit { startLane() }
            var done = 0
            while let (lane, place, outcome) = try await group.next() {
                outcomes[lanes[lane][place]] = outcome
                done += 1
                await context.report(progress: Double(done) / Double(links.count), "\(done) of \(links.count) pages")
                start(lane, place + 1)
            }
        }
        return outcomes.compactMap { $0 }
    }

    /// The places of links that are read one after the other: a few lanes a site, those of different sites in turn.
    static func lanes(_ links: [SourceLink]) -> [[Int]] {
        var bySite: [String: [[Int]]] = [:]
        var order: [String] = []
        var counts: [String: Int] = [:]
        for (index, link) in links.enumerated() {
            let site = WebURL(link.url)?.origin ?? ""
            if bySite[site] == nil { order.append(site) }
            let count = counts[site, default: 0]
            counts[site] = count + 1
            if count < lanesPerSite {
                bySite[site, default: []].append([index])
            } else {
                bySite[site]?[count % lanesPerSite].append(index)
            }
        }
        return (0..<lanesPerSite).flatMap { lane in
            order.compactMap { site in bySite[site].flatMap { lane < $0.count ? $0[lane] : nil } }
        }
    }
}
