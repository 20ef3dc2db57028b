package import Markup

/// Reads feeds: RSS 0.9x to 2.0, RSS 1.0, Atom 0.3 and 1.0, JSON Feed; tolerant of what they get wrong.
package enum FeedParser {
    /// What came with a feed when it was fetched.
    package struct Transport: Hashable, Sendable {
        package var contentType: String?
        /// `Content-Location`, possibly relative.
        package var contentLocation: String?
        package var contentLanguage: String?
        /// The address that answered.
        package var url: String?

        package init(
            contentType: String? = nil, contentLocation: String? = nil, contentLanguage: String? = nil,
            url: String? = nil
        ) {
            self.contentType = contentType
            self.contentLocation = contentLocation
            self.contentLanguage = contentLanguage
            self.url = url
        }

        /// What relative addresses are relative to; empty for nothing.
        var base: String {
            let own = url ?? ""
            return contentLocation.map { FeedBase(own).resolve($0) } ?? own
        }
    }

    /// Reads what a manifest's source or a person needs of a feed. Synchronous: on the compute pool.
    ///
    /// - Parameters:
    ///   - contentType: the Content-Type header, if there was one.
    ///   - url: where the feed came from; relative addresses are resolved against it.
    /// - Throws: `MarkupError`; code `empty` for what is no feed.
    package static func parse(
        bytes: [UInt8], contentType: String? = nil, url: String? = nil
    ) throws(MarkupError) -> Feed {
        Feed(try document(bytes, Transport(contentType: contentType, url: url)))
    }

    /// Reads all that a feed says. Synchronous: on the compute pool.
    ///
    /// - Throws: `MarkupError`; code `empty` for what is no feed.
    package static func document(
        _ bytes: [UInt8], _ transport: Transport = Transport(), limits: XMLTree.Limits = XMLTree.Limits()
    ) throws(MarkupError) -> FeedDocument {
        guard bytes.count <= limits.bytes else {
            throw MarkupError(
                code: .tooLarge, message: "\(name(transport)) has \(bytes.count) bytes; the limit is \(limits.bytes).")
        }
        let first = bytes.first { !$0.isHTMLSpace && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        if first == UInt8(ascii: "{") {
            let text = TextDecoder.decode(bytes, contentType: transport.contentType)
            guard var document = JSONFeed.read(text.string, base: transport.base) else { throw notAFeed(transport) }
            document.encoding = text.encoding.name
            document.size = bytes.count
            return document
        }
        let text = XMLText.decode(bytes, contentType: transport.contentType)
        let tree = try XMLTree.parse(text, limits: limits)
        guard let root = tree.root, let version = FeedVersion.name(of: tree, root) else { throw notAFeed(transport) }
        var reader = FeedReader(tree: tree, version: version)
        reader.read(
            root, FeedReader.Surroundings(base: FeedBase(transport.base), language: transport.contentLanguage))
        return FeedDocument(
            version: version, encoding: text.encoding, isMalformed: !tree.isWellFormed || !text.isAsDeclared,
            feed: reader.feed, entries: reader.entries, size: bytes.count)
    }

    private static func name(_ transport: Transport) -> String { transport.url ?? "The document" }

    private static func notAFeed(_ transport: Transport) -> MarkupError {
        MarkupError(code: .empty, message: "\(name(transport)) is no feed: neither RSS, Atom nor JSON Feed.")
    }
}

/// Which dialect a feed is written in.
enum FeedVersion {
    /// Nil for what is no feed.
    static func name(of tree: XMLTree, _ root: Int) -> String? {
        guard let name = tree.name(of: root) else { return nil }
        let version = tree.attribute("version", of: root) ?? ""
        switch name.local.lowercased() {
        case "rss":
            let digits = version.filter { $0.isNumber }
            return ["090", "091", "092", "093", "094"].contains(digits) ? "rss" + digits : "rss20"
        case "feed":
            let isOld =
                version == "0.3" || version == "0.2" || version == "0.1" || name.namespace.contains("purl.org/atom")
            return isOld ? "atom03" : "atom10"
        case "rdf": return tree.allNames.contains { $0.namespace.contains("netscape.com") } ? "rss090" : "rss10"
        case "channel": return name.namespace.contains("rss") || tree.attribute("href", of: root) == nil ? "rss" : "cdf"
        case "redirect", "newlocation", "entry", "item": return "rss"
        default: return nil
        }
    }
}
