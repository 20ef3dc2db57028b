package import Markup

/// What a sitemap lists (sitemaps.org): pages, or further sitemaps.
package struct Sitemap: Codable, Hashable, Sendable {
    /// One page of it.
    package struct Entry: Codable, Hashable, Sendable {
        package var url: String
        /// ISO 8601 in UTC.
        package var modified: String?
    }

    package var pages: [Entry] = []
    /// Addresses of the sitemaps that an index names.
    package var sitemaps: [String] = []
}

/// Reads sitemaps: `urlset`, `sitemapindex`, plain text with an address a line, and a feed in their place.
package enum SitemapParser {
    /// Entries that are read of one file (sitemaps.org allows so many).
    package static let entryLimit = 50_000
    /// Bytes of an address; the protocol allows 2,048. What is longer is none.
    private static let addressLimit = 8 << 10

    /// Reads a sitemap. Synchronous: on the compute pool.
    ///
    /// - Parameter byteLimit: bytes that are read; sitemaps.org allows 50 MB.
    /// - Throws: `MarkupError`; code `empty` for what lists nothing.
    package static func parse(
        bytes: [UInt8], contentType: String? = nil, url: String? = nil, byteLimit: Int = 16 << 20
    ) throws(MarkupError) -> Sitemap {
        let base = url.flatMap(WebURL.init)
        guard bytes.first(where: { !$0.isHTMLSpace && $0 < 0x80 }) == UInt8(ascii: "<") else {
            return try text(bytes, contentType, base)
        }
        let tree = try XMLTree.parse(bytes, contentType: contentType, limits: XMLTree.Limits(bytes: byteLimit))
        guard let root = tree.root, let name = tree.name(of: root)?.local.lowercased() else { return Sitemap() }
        var sitemap = Sitemap()
        switch name {
        case "urlset", "sitemapindex":
            for child in tree.children(of: root).prefix(entryLimit) {
                guard let entry = entry(child, tree, base) else { continue }
                if name == "urlset" { sitemap.pages.append(entry) } else { sitemap.sitemaps.append(entry.url) }
            }
        default:
            let feed = try FeedParser.parse(bytes: bytes, contentType: contentType, url: url)
            sitemap.pages = feed.items.compactMap { item in
                item.link.map { Sitemap.Entry(url: $0, modified: item.updated ?? item.published) }
            }
        }
        return sitemap
    }

    private static func entry(_ node: Int, _ tree: XMLTree, _ base: WebURL?) -> Sitemap.Entry? {
        var address: String?
        var modified: String?
        for child in tree.children(of: node) {
            switch tree.name(of: child)?.local.lowercased() {
            case "loc": address = address ?? tree.text(of: child)
            case "lastmod": modified = WebDate.instant(in: tree.text(of: child))
            default: break
            }
        }
        guard let address, address.utf8.count <= addressLimit, let url = WebURL.resolve(address, against: base),
            url.isWeb
        else { return nil }
        return Sitemap.Entry(url: url.description, modified: modified)
    }

    private static func text(
        _ bytes: [UInt8], _ contentType: String?, _ base: WebURL?
    ) throws(MarkupError) -> Sitemap {
        let lines = TextDecoder.decode(bytes, contentType: contentType).string.split(whereSeparator: \.isNewline)
        var sitemap = Sitemap()
        for line in lines.prefix(entryLimit) {
            guard line.utf8.count <= addressLimit, let url = WebURL(String(line)), url.isWeb else { continue }
            sitemap.pages.append(Sitemap.Entry(url: url.description))
        }
        guard !sitemap.pages.isEmpty else {
            throw MarkupError(
                code: .empty, message: "\(base?.description ?? "The document") is no sitemap: it lists no address.")
        }
        return sitemap
    }
}
