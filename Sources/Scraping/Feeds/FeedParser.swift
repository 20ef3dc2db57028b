package import Markup

/// Reads feeds: RSS 0.9x to 2.0, RSS 1.0, Atom 0.3 and 1.0, JSON Feed; tolerant of what they get wrong.
package enum FeedParser {
    /// Reads a feed. Synchronous: on the compute pool.
    ///
    /// - Parameters:
    ///   - contentType: the Content-Type header, if there was one.
    ///   - url: where the feed came from; relative addresses are resolved against it.
    /// - Throws: `MarkupError`; code `empty` for what is no feed.
    package static func parse(
        bytes: [UInt8], contentType: String? = nil, url: String? = nil
    ) throws(MarkupError) -> Feed {
        let base = url.flatMap(WebURL.init)
        let first = bytes.first { !$0.isHTMLSpace && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        if first == UInt8(ascii: "{") {
            guard let feed = JSONFeed.read(TextDecoder.decode(bytes, contentType: contentType).string, base: base)
            else {
                throw notAFeed(url)
            }
            return feed
        }
        let tree = try XMLTree.parse(bytes, contentType: contentType)
        guard let root = tree.root, let name = tree.name(of: root)?.local.lowercased(),
            ["rss", "rdf", "feed", "channel"].contains(name)
        else { throw notAFeed(url) }
        return XMLFeed(tree: tree, base: base).read(root)
    }

    private static func notAFeed(_ url: String?) -> MarkupError {
        MarkupError(code: .empty, message: "\(url ?? "The document") is no feed: neither RSS, Atom nor JSON Feed.")
    }
}
