package import Markup

/// A page's text blocks with all that the content model sees of them: what the model is fitted to.
package struct PageBlocks: Encodable, Sendable {
    /// The names of the numbers.
    package var names: [String]
    package var features: [[Float]]
    package var texts: [String]

    /// Reads a page. Synchronous: call it on the compute pool.
    ///
    /// - Throws: `MarkupError` for a page over the limit.
    package static func read(bytes: [UInt8]) throws(MarkupError) -> PageBlocks {
        let tree = try HTMLTree.parse(bytes)
        var blocks = PageBlocks(names: BlockFeatures.names, features: [], texts: [])
        guard !tree.nodes.isEmpty else { return blocks }
        let page = ArticleExtractor.analysis(of: tree)
        let features = ArticleExtractor.features(of: page, MetadataReader(tree, url: nil).facts)
        for (index, block) in features.text.blocks.enumerated() {
            blocks.features.append(
                Array(features.values[index * BlockFeatures.count..<(index + 1) * BlockFeatures.count]))
            var text: [UInt8] = []
            for node in block.first..<block.end where !page.isRemoved[node] {
                text += tree.textBytes(of: node) + [0x20]
            }
            blocks.texts.append(String(decoding: text, as: UTF8.self).trimmingBlanks)
        }
        return blocks
    }
}
