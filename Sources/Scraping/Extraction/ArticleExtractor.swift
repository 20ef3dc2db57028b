import Markup

/// Finds the content of a page: what a reader came for, without what stands around it.
///
/// The page is measured once, cut into text blocks, each block judged by `ContentModel`, and the best set of them kept.
/// docs/extraction.md tells the whole way.
struct ArticleExtractor {
    /// What was found.
    struct Content {
        var document = MarkdownDocument(blocks: [])
        /// Whether the page is mostly comments.
        var isDiscussion = false
        /// The part of the content that is links.
        var linkDensity: Float = 0
        /// What readers wrote below it, a paragraph a line.
        var comments = ""
    }

    /// What the page says about itself as a whole.
    var facts = PageFacts()

    /// - Parameter resolve: makes an address in the page absolute; empty for one that leads nowhere.
    func content(of tree: HTMLTree, resolve: @escaping (String) -> String = { $0 }) -> Content {
        guard !tree.nodes.isEmpty else { return Content() }
        var page = Self.analysis(of: tree)
        let features = Self.features(of: page, facts)
        let likelihoods = ContentModel.fitted.likelihoods(features.values)
        let blocks = features.text.blocks
        var kept = ContentSelection.choose(likelihoods, words: blocks.map { Float($0.words + 1) })
        for index in blocks.indices where features.isByline(blocks[index]) { kept[index] = false }
        for index in blocks.indices where features.isCaption(blocks[index]) { kept[index] = true }
        let comments = features.comments(without: kept)
        page.keep(blocks, kept, pictures: features.isPictureKept)
        let body = tree.first(.body) ?? 0
        return Content(
            document: ContentBuilder(page, resolve: resolve).build(from: body),
            isDiscussion: features.facts.isDiscussion, linkDensity: features.linkDensity,
            comments: comments)
    }

    /// A page measured without what nobody sees as text.
    static func analysis(of tree: HTMLTree) -> PageAnalysis {
        var page = PageAnalysis(tree)
        BoilerplateFilter.removeUnreadable(from: &page)
        page.measure()
        return page
    }

    static func features(of page: PageAnalysis, _ facts: PageFacts) -> BlockFeatures {
        var facts = facts
        facts.isDiscussion = page.isDiscussion
        return BlockFeatures(page, facts: facts)
    }
}

extension PageAnalysis {
    /// Leaves out every text of the blocks that are not kept, and the elements that then hold nothing.
    ///
    /// - Parameter pictures: whether a picture stays.
    mutating func keep(_ blocks: [TextBlock], _ kept: [Bool], pictures: (Int) -> Bool) {
        var isText = [Bool](repeating: false, count: tree.nodes.count)
        for (block, isKept) in zip(blocks, kept) where isKept {
            for node in block.first..<block.end { isText[node] = true }
        }
        for node in tree.nodes.indices where tree.nodes[node].tag.isText && !isText[node] { remove(node) }
        measure()
        var holdsPicture = [Bool](repeating: false, count: tree.nodes.count)
        for node in tree.nodes.indices.reversed() where !isRemoved[node] {
            if case .img = tree.nodes[node].tag { holdsPicture[node] = pictures(node) || standsInText(node) }
            let parent = Int(tree.nodes[node].parent)
            if holdsPicture[node], parent >= 0 { holdsPicture[parent] = true }
            switch tree.nodes[node].tag {
            case .text, .br: break
            default: if held[node].characters == 0, !holdsPicture[node] { remove(node) }
            }
        }
    }

    /// Whether one of the three elements around a node holds text that is kept.
    private func standsInText(_ node: Int) -> Bool {
        var outer = Int(tree.nodes[node].parent)
        for _ in 0..<3 where outer > 0 {
            if held[outer].characters > 0 { return tree.nodes[outer].tag != .body }
            outer = Int(tree.nodes[outer].parent)
        }
        return false
    }
}
