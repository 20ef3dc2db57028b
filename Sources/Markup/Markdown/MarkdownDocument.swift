/// A Markdown text as a tree of values: CommonMark with GitHub's tables and strikethrough, and footnotes.
///
/// Raw HTML is left out, blocks and inlines alike (`<br>` alone becomes a line break): what reaches a product is what
/// this tree can say.
package struct MarkdownDocument: Hashable, Sendable {
    package var blocks: [Block]
    /// The footnotes that are referred to, in the order of their numbers, which start at 1.
    package var footnotes: [[Block]]

    package init(blocks: [Block], footnotes: [[Block]] = []) {
        self.blocks = blocks
        self.footnotes = footnotes
    }

    /// Reads Markdown. Costs time in proportion to the text; call it on the compute pool for large ones.
    ///
    /// - Throws: `MarkdownError` when the text is over a limit; no text is malformed.
    package static func parse(
        _ text: String, limits: MarkdownLimits = MarkdownLimits()
    ) throws(MarkdownError) -> MarkdownDocument {
        try limits.check(text)
        let source = CommonMarkSource(text)
        return source.document(maximumDepth: limits.depth)
    }
}
