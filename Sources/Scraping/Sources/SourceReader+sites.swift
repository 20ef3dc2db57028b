import Markup
import Pipelines

extension SourceReader {
    /// Answers that are read of one API.
    private static let answerLimit = 1_000

    /// The pages of a site. Those farthest away are named and not fetched: who reads them will.
    func site(_ crawl: SourceSpec.CrawlSpec, _ source: SourceSpec, _ values: TemplateValues) async throws
        -> [SourceLink]
    {
        let start = values.render(crawl.start)
        let limit = min(source.limit ?? Self.linkLimit, Self.linkLimit)
        var plan = CrawlPlan(depth: crawl.depth - 1, limit: limit, match: source.match, concurrency: 8)
        plan.namesFarther = true
        var found: [String] = []
        var seen: Set<String> = []
        var failure: FetchError?
        try await Crawler(fetcher: fetcher, pool: pool, plan: plan).run([start]) { visit in
            switch visit.outcome {
            case .failed(let error): if visit.depth == 0 { failure = error }
            case .page, .unchanged:
                for address in [visit.url] + visit.links where seen.insert(address).inserted { found.append(address) }
            }
        }
        if let failure { throw StageError(source: start, what: "site", failure) }
        return found.prefix(Self.linkLimit).map { SourceLink(url: $0, rights: source.rights) }
    }

    /// What an API lists, answer after answer.
    func listed(by api: SourceSpec.APISpec, at url: String, rights: Rights) async throws -> [SourceLink] {
        var links: [SourceLink] = []
        var next: String? = url
        var asked: Set<String> = []
        while let address = next, asked.count < Self.answerLimit, links.count < Self.linkLimit,
            asked.insert(address).inserted
        {
            let response = try await body(of: address, what: "API")
            let answer = try await parsed(address) { try APIAnswer(response, api) }
            links += answer.links.map { SourceLink(url: $0.url, title: $0.title, published: $0.date, rights: rights) }
            next = answer.next
        }
        return links
    }
}

/// One answer of a JSON API, as its source says where things are.
struct APIAnswer: Sendable {
    var links: [(url: String, title: String?, date: String?)] = []
    /// Where the list goes on.
    var next: String?

    /// - Throws: `MarkupError` for what is no JSON, or holds no list where one should be.
    init(_ response: PageResponse, _ api: SourceSpec.APISpec) throws(MarkupError) {
        let text = TextDecoder.decode(response.body, contentType: response.contentType).string
        guard let json = LooseJSON(text) else {
            throw MarkupError(code: .empty, message: "The answer is no JSON.")
        }
        guard let list = Self.value(json, at: api.items), case .array(let items) = list else {
            let place = api.items.isEmpty ? "the answer itself" : "`\(api.items)`"
            throw MarkupError(code: .empty, message: "There is no list in \(place), where `api.items` looks for it.")
        }
        let base = WebURL(response.url)
        for item in items {
            guard let reference = Self.value(item, at: api.link)?.text,
                let url = WebURL.resolve(reference, against: base), url.isWeb
            else { continue }
            let date = api.date.flatMap { Self.value(item, at: $0)?.text }.flatMap { WebDate.instant(in: $0) }
            links.append((url.description, api.title.flatMap { Self.value(item, at: $0)?.text }, date))
        }
        next = api.next.flatMap { Self.value(json, at: $0)?.text }
            .flatMap { WebURL.resolve($0, against: base)?.description }
    }

    private static func value(_ json: LooseJSON, at path: String) -> LooseJSON? {
        path.split(separator: ".").reduce(json as LooseJSON?) { value, name in value?[String(name)] }
    }
}
