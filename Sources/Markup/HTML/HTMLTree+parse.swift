extension HTMLTree {
    /// How much of a page is read.
    package struct Limits: Hashable, Sendable {
        /// Bytes of decoded text. Below libxml2's own limit of 10 MB for one text, past which it drops the rest.
        package var bytes = 8 << 20
        /// Attributes of one tag.
        package var attributes = 500

        package init() {}
    }

    /// Reads a page. Synchronous: on the compute pool for anything but a fragment.
    ///
    /// - Parameter contentType: the value of the Content-Type header, if there was one.
    /// - Throws: `MarkupError` for a page over the limit; any other bytes are a page, if perhaps an empty one.
    package static func parse(
        _ bytes: [UInt8], contentType: String? = nil, limits: Limits = Limits()
    ) throws(MarkupError) -> HTMLTree {
        guard bytes.count <= limits.bytes else { throw tooLarge(bytes.count, limits.bytes) }
        return try parse(TextDecoder.decode(bytes, contentType: contentType), limits: limits)
    }

    /// Reads a page that is decoded already.
    package static func parse(_ text: DecodedText, limits: Limits = Limits()) throws(MarkupError) -> HTMLTree {
        guard text.utf8.count <= limits.bytes else { throw tooLarge(text.utf8.count, limits.bytes) }
        var prescan = HTMLPrescan(text.utf8, attributeLimit: limits.attributes)
        prescan.run()
        var tree = HTMLTree()
        tree.structuredData = prescan.structuredData
        guard !prescan.output.isEmpty, let document = LibXMLDocument(html: prescan.output) else { return tree }
        tree.bytes.reserveCapacity(prescan.output.count / 2)
        tree.copyNodes(of: document)
        return tree
    }

    private static func tooLarge(_ count: Int, _ limit: Int) -> MarkupError {
        MarkupError(code: .tooLarge, message: "The page has \(count) bytes; the limit is \(limit).")
    }
}
