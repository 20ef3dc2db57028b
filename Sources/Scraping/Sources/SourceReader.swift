package import EventLoops
import Markup
package import Pipelines

/// Asks a manifest's sources what they offer.
package struct SourceReader: Sendable {
    let fetcher: Fetcher
    let pool: ComputePool
    let airtable: AirtableAccess?

    /// Sitemaps that are followed from one index.
    static let sitemapLimit = 50
    /// Links that are taken from one source that sets no limit.
    static let linkLimit = 10_000

    /// - Parameter airtable: nil refuses sources of that kind.
    package init(fetcher: Fetcher, pool: ComputePool, airtable: AirtableAccess? = nil) {
        self.fetcher = fetcher
        self.pool = pool
        self.airtable = airtable
    }

    /// The links of all sources in the manifest's order, each page once, and what could not be had.
    ///
    /// What sources with lists of their own offer is recorded, so that what disappears from them is known.
    ///
    /// - Parameters:
    ///   - values: what addresses, which are templates, may name.
    ///   - context: gives the bundle's files and takes the listings.
    /// - Throws: `StageError` where a feed or sitemap that is not optional cannot be read.
    package func links(
        of sources: [SourceSpec], values: TemplateValues, context: any StageContext
    ) async throws -> (links: [SourceLink], problems: [SourceProblem]) {
        var links: [SourceLink] = []
        var problems: [SourceProblem] = []
        var seen: Set<String> = []
        for (index, source) in sources.enumerated() {
            do {
                let filter = try SourceFilter(source, logicalTime: context.request.run.logicalTime)
                var offer = try await offered(by: source, values: values, context: context)
                offer.links = filter.matching(offer.links)
                if let kind = source.listedKind {
                    try await context.record(
                        SourceListing(
                            kind: kind, address: source.address(values), urls: Self.urls(of: offer),
                            isWhole: offer.isWhole))
                }
                for var link in filter.newest(offer.links) where seen.insert(link.identity).inserted {
                    link.source = index
                    link.rights = source.rights
                    if case .page = link.content { link.content = .page(source.selector) }
                    links.append(link)
                }
            } catch let error as StageError where source.isOptional {
                problems.append(SourceProblem(url: source.address(values), message: error.message))
            }
        }
        return (links, problems)
    }

    /// The addresses of an offer, each once.
    private static func urls(of offer: SourceOffer) -> [String] {
        var seen: Set<String> = []
        return offer.links.map(\.identity).filter { seen.insert($0).inserted }
    }

    private func offered(
        by source: SourceSpec, values: TemplateValues, context: any StageContext
    ) async throws -> SourceOffer {
        let rights = source.rights
        switch source.kind {
        case .page(let url): return SourceOffer(links: [SourceLink(url: values.render(url), rights: rights)])
        case .urls(let urls):
            return SourceOffer(links: urls.map { SourceLink(url: values.render($0), rights: rights) })
        case .feed(let url): return SourceOffer(links: try await feed(values.render(url), rights: rights))
        case .sitemap(let url): return try await sitemap(values.render(url), rights: rights)
        case .folder(let path):
            let files = try await context.bundleFiles(under: values.render(path)).filter(Self.isReadable)
            guard !files.isEmpty else {
                throw StageError(
                    code: "source.empty",
                    message: "The bundle's folder \(values.render(path)) holds no HTML and no Markdown.",
                    disposition: .discard)
            }
            return SourceOffer(links: files.map { SourceLink.file($0, rights: rights) })
        case .crawl(let crawl): return try await site(crawl, source, values)
        case .api(let api): return try await listed(by: api, at: values.render(api.url), source)
        case .airtable(let table): return try await rows(of: table, source, values)
        }
    }

    private static func isReadable(_ path: String) -> Bool {
        let name = path.lowercased()
        return [".html", ".htm", ".xhtml", ".md", ".markdown", ".txt"].contains { name.hasSuffix($0) }
    }

    private func feed(_ url: String, rights: Rights) async throws -> [SourceLink] {
        let response = try await body(of: url, what: "feed")
        let feed = try await parsed(url) {
            try FeedParser.parse(bytes: response.body, contentType: response.contentType, url: response.url)
        }
        return feed.items.compactMap { item in
            item.link.map {
                SourceLink(url: $0, title: item.title, published: item.published ?? item.updated, rights: rights)
            }
        }
    }

    private func sitemap(_ url: String, rights: Rights) async throws -> SourceOffer {
        var links: [SourceLink] = []
        var waiting = [url]
        var asked: Set<String> = []
        while !waiting.isEmpty, asked.count < Self.sitemapLimit, links.count < Self.linkLimit {
            let next = waiting.removeFirst()
            guard asked.insert(next).inserted else { continue }
            let response = try await body(of: next, what: "sitemap")
            let sitemap = try await parsed(next) {
                try SitemapParser.parse(bytes: response.body, contentType: response.contentType, url: response.url)
            }
            links += sitemap.pages.map { SourceLink(url: $0.url, published: $0.modified, rights: rights) }
            waiting += sitemap.sitemaps
        }
        return SourceOffer(links: links, isWhole: waiting.isEmpty)
    }

    func body(of url: String, what: String) async throws -> PageResponse {
        do throws(FetchError) {
            if case .page(let response) = try await fetcher.fetch(url) { return response }
        } catch {
            throw StageError(source: url, what: what, error)
        }
        throw StageError(
            code: "source.broken", message: "The \(what) \(url) answered 304 to a question without a condition.",
            disposition: .retry(after: nil))
    }

    func parsed<Value: Sendable>(
        _ url: String, _ parse: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        do {
            return try await pool.run { try parse() }
        } catch let error as MarkupError {
            throw StageError(
                code: "source.unreadable", message: "\(url): \(error.message)", disposition: .discard,
                underlying: error)
        }
    }
}

extension StageError {
    /// A source that could not be fetched.
    init(source url: String, what: String, _ error: FetchError) {
        self.init(
            code: error.isTransient ? "source.unreachable" : "source.refused",
            message: "The \(what) \(url) cannot be read: \(error.message)",
            disposition: error.isTransient ? .retry(after: error.retryAfter) : .discard, underlying: error)
    }
}
