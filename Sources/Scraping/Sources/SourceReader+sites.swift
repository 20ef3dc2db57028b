import Pipelines

extension SourceReader {
    /// Answers that are read of one API.
    private static let answerLimit = 1_000

    /// The pages of a site. Those farthest away are named and not fetched: who reads them will.
    func site(
        _ crawl: SourceSpec.CrawlSpec, _ source: SourceSpec, _ values: TemplateValues
    ) async throws -> SourceOffer {
        let start = values.render(crawl.start)
        let limit = min(source.limit ?? Self.linkLimit, Self.linkLimit)
        var plan = CrawlPlan(depth: crawl.depth - 1, limit: limit, match: source.match, concurrency: 8)
        plan.namesFarther = true
        var found: [String] = []
        var seen: Set<String> = []
        var failure: FetchError?
        var visits = 0
        var isWhole = true
        try await Crawler(fetcher: fetcher, pool: pool, plan: plan).run([start]) { visit in
            visits += 1
            switch visit.outcome {
            case .failed(let error):
                if visit.depth == 0 { failure = error }
                // What a page that does not answer now would have led to is not gone.
                if error.isTransient { isWhole = false }
            case .page, .unchanged:
                for address in [visit.url] + visit.links where seen.insert(address).inserted { found.append(address) }
            }
        }
        if let failure { throw StageError(source: start, what: "site", failure) }
        return SourceOffer(
            links: found.prefix(Self.linkLimit).map { SourceLink(url: $0, rights: source.rights) },
            isWhole: isWhole && visits < limit && found.count <= Self.linkLimit)
    }

    /// What an API lists, answer after answer.
    func listed(by api: SourceSpec.APISpec, at url: String, _ source: SourceSpec) async throws -> SourceOffer {
        var links: [SourceLink] = []
        var next: String? = url
        var asked: Set<String> = []
        while let address = next, asked.count < Self.answerLimit, links.count < Self.linkLimit,
            asked.insert(address).inserted
        {
            let response = try await body(of: address, what: "API")
            let answer = try await parsed(address) { try APIAnswer(response, api, fields: source.select) }
            links += answer.links
            next = answer.next
        }
        return SourceOffer(links: Array(links.prefix(Self.linkLimit)), isWhole: next == nil)
    }
}
