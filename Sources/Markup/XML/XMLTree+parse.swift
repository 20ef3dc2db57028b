extension XMLTree {
    /// How much XML is read.
    package struct Limits: Hashable, Sendable {
        /// Bytes, and bytes of decoded text.
        package var bytes = 16 << 20
        /// Attributes of one tag.
        package var attributes = 500
        /// Elements inside one another; deeper ones stand beside each other.
        package var depth = 256
        /// Elements and texts.
        package var nodes = 4 << 20

        package init(bytes: Int = 16 << 20) {
            self.bytes = bytes
            nodes = max(nodes, bytes / 4)
        }
    }

    /// Reads XML as it comes, mending what can be mended. Synchronous: on the compute pool.
    ///
    /// Nothing outside the document is ever read, and entities never grow.
    /// - Throws: `MarkupError` for a document over the limit and for one without an element.
    package static func parse(
        _ bytes: [UInt8], contentType: String? = nil, limits: Limits = Limits()
    ) throws(MarkupError) -> XMLTree {
        guard bytes.count <= limits.bytes else {
            throw MarkupError(
                code: .tooLarge, message: "The XML document has \(bytes.count) bytes; the limit is \(limits.bytes).")
        }
        return try parse(XMLText.decode(bytes, contentType: contentType), limits: limits)
    }

    /// Reads XML that was decoded before.
    package static func parse(_ text: XMLText, limits: Limits = Limits()) throws(MarkupError) -> XMLTree {
        guard text.utf8.count <= limits.bytes * 2 else {
            throw MarkupError(
                code: .tooLarge, message: "The XML document has \(text.utf8.count) bytes; the limit is \(limits.bytes)."
            )
        }
        let tree = XMLScanner(text.utf8, limits: limits).tree()
        guard tree.root != nil else {
            throw MarkupError(code: .empty, message: "The document holds no XML element.")
        }
        return tree
    }
}
