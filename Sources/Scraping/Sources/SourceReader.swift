package import EventLoops
import Markup
package import Pipelines

/// Asks a manifest's sources what they offer.
package struct SourceReader: Sendable {
    let fetcher: Fetcher
    let pool: ComputePool

    /// Sitemaps that are followed from one index.
    static let sitemapLimit = 50
    /// Links that are taken from one source that sets no limit.
    static let linkLimit = 10_000

    package init(fetcher: Fetcher, pool: ComputePool) {
        self.fetcher = fetcher
        self.pool = pool
    }

    /// The links of all sources in the manifest's order, each page once, and what could not be had.
    ///
    /// - Parameters:
    ///   - values: what addresses, which are templates, may name.
    ///   - context: gives the bundle's files.
    /// - Throws: `StageError` where a feed or sitemap that is not optional cannot be read.
    package func links(
        of sources: [SourceSpec], values: TemplateValues, context: any StageContext
    ) async throws -> (links: [SourceLink], problems: [SourceProblem]) {
        var links: [SourceLink] = []
        var problems: [SourceProblem] = []
        var seen: Set<String> = []
        for source in sources {
            do {
                let found = try await offered(by: source, values: values, context: context)
                let filter = try SourceFilter(source, logicalTime: context.request.run.logicalTime)
                for link in filter.apply(to: found) where seen.insert(link.identity).inserted { links.append(link) }
            } catch let error as StageError where source.isOptional {
                problems.append(SourceProblem(url: source.address(values), message: error.message))
            }
        }
        return (links, problems)
    }

    private func offered(
        by source: SourceSpec, values: TemplateValues, context: any StageContext
    ) async throws -> [SourceLink] {
        switch source.kind {
        case .page(let url): return [SourceLink(url: values.render(url), rights: source.rights)]
        case .urls(let urls): return urls.map { SourceLink(url: values.render($0), rights: source.rights) }
        case .feed(let url): return try await feed(values.render(url), rights: source.rights)
        case .sitemap(let url): return try await sitemap(values.render(url), rights: source.rights)
        case .folder(let path):
            let files = try await context.bundleFiles(under: values.render(path)).filter(Self.isReadable)
            guard !files.isEmpty else {
                throw StageError(
                    code: "source.empty",
                    message: "The bundle's folder \(values.render(path)) holds no HTML and no Markdown.",
                    disposition: .discard)
            }
            return files.map { SourceLink.file($0, rights: source.rights) }
        case .crawl(let crawl): return try await site(crawl, source, values)
        case .api(let api): return try await listed(by: api, at: values.render(api.url), rights: source.rights)
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

    private func sitemap(_ url: String, rights: Rights) async throws -> [SourceLink] {
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
        return links
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

extension SourceLink {
    /// By what two links are one: the address without fragment and visitor counters.
    var identity: String { WebURL(url)?.canonical.description ?? url }
}

extension SourceSpec {
    /// The address to show for it.
    func address(_ values: TemplateValues) -> String {
        switch kind {
        case .feed(let url), .page(let url), .sitemap(let url): values.render(url)
        case .urls(let urls): urls.first.map(values.render) ?? ""
        case .folder(let path): "bundle:" + values.render(path)
        case .crawl(let crawl): values.render(crawl.start)
        case .api(let api): values.render(api.url)
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
