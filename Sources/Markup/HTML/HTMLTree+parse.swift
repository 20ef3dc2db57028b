extension HTMLTree {
    /// How much of a page is read.
    package struct Limits: Hashable, Sendable {
        /// Bytes of decoded text.
        package var bytes = 8 << 20
        /// Attributes of one tag that are kept.
        package var attributes = 500
        /// Elements inside each other; what is nested deeper stands beside.
        package var depth = 256
        /// Elements and texts; a page is read up to there.
        package var nodes = 500_000

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
        return HTMLReader(text.utf8, limits: limits).tree()
    }

    private static func tooLarge(_ count: Int, _ limit: Int) -> MarkupError {
        MarkupError(code: .tooLarge, message: "The page has \(count) bytes; the limit is \(limit).")
    }
}
