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
        if isJSON(bytes) {
            try check(bytes, transport, limits)
            let text = TextDecoder.decode(bytes, contentType: transport.contentType)
            guard var document = JSONFeed.read(text.string, base: transport.base) else { throw notAFeed(transport) }
            document.encoding = text.encoding.name
            document.size = bytes.count
            return document
        }
        var (document, reader, root, surroundings) = try opened(bytes, transport, limits)
        reader.eachEntry(root, surroundings) { document.entries.append($0) }
        return document
    }

    /// Reads all that a feed says and writes it as one JSON document with a line break behind it, entry by entry: of a
    /// large feed neither all that was read nor all that is written is ever held. Synchronous: on the compute pool.
    ///
    /// - Parameter write: takes the text piece by piece.
    /// - Throws: as `document`, before anything was written; what `write` throws.
    package static func writeJSON(
        _ bytes: [UInt8], _ transport: Transport = Transport(), limits: XMLTree.Limits = XMLTree.Limits(),
        to write: ([UInt8]) throws -> Void
    ) throws {
        if isJSON(bytes) { return try write(FeedJSON.bytes(of: document(bytes, transport, limits: limits))) }
        let (document, reader, root, surroundings) = try opened(bytes, transport, limits)
        var writer = FeedJSONWriter(document)
        var failure: (any Error)?
        reader.eachEntry(root, surroundings) { entry in
            guard failure == nil else { return }
            writer.add(entry)
            do { try writer.flush(atLeast: FeedJSONWriter.pieceSize, write) } catch { failure = error }
        }
        if let failure { throw failure }
        writer.end()
        try writer.flush(atLeast: 1, write)
    }

    private static func isJSON(_ bytes: [UInt8]) -> Bool {
        bytes.first { !$0.isHTMLSpace && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF } == UInt8(ascii: "{")
    }

    /// A feed in XML with all but its entries read.
    private static func opened(
        _ bytes: [UInt8], _ transport: Transport, _ limits: XMLTree.Limits
    ) throws(MarkupError) -> (FeedDocument, FeedReader, root: Int, FeedReader.Surroundings) {
        try check(bytes, transport, limits)
        let text = XMLText.decode(bytes, contentType: transport.contentType)
        let tree = try XMLTree.parse(text, limits: limits)
        guard let root = tree.root, let version = FeedVersion.name(of: tree, root) else { throw notAFeed(transport) }
        var reader = FeedReader(tree: tree, version: version)
        let surroundings = FeedReader.Surroundings(
            base: FeedBase(transport.base), language: transport.contentLanguage)
        reader.readFeed(root, surroundings)
        let document = FeedDocument(
            version: version, encoding: text.encoding, isMalformed: !tree.isWellFormed || !text.isAsDeclared,
            feed: reader.feed, size: bytes.count)
        return (document, reader, root, surroundings)
    }

    private static func check(
        _ bytes: [UInt8], _ transport: Transport, _ limits: XMLTree.Limits
    ) throws(MarkupError) {
        guard bytes.count > limits.bytes else { return }
        throw MarkupError(
            code: .tooLarge, message: "\(name(transport)) has \(bytes.count) bytes; the limit is \(limits.bytes).")
    }

    private static func name(_ transport: Transport) -> String { transport.url ?? "The document" }

    private static func notAFeed(_ transport: Transport) -> MarkupError {
        MarkupError(code: .empty, message: "\(name(transport)) is no feed: neither RSS, Atom nor JSON Feed.")
    }
}
