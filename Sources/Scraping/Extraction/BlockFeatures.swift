import Markup

/// What is known of each text block of a page, as numbers: what `ContentModel` judges by.
struct BlockFeatures {
    /// Numbers of one block.
    static let count = names.count

    static let names = [
        "characters", "words", "wordLength", "commas", "stops", "capitals", "links", "tag", "endsSentence", "declared",
        "navigation", "footer", "header", "sharing", "comments", "overlay", "content", "reviews", "related", "hidden",
        "inComments", "inBody", "inReviews", "inNav", "inHeader", "inFooter", "inAside", "inMain", "inArticle",
        "inForm",
        "inList", "inTable", "inSection", "inLabel", "inQuote", "inFigure", "removedByName", "inRoot", "removedByLinks",
        "removedByTag", "inTagRoot", "sideOfRoot", "rank", "position", "index", "fromEnd", "afterHeading",
        "fromHeading", "depth", "density0", "share0", "prose0", "proseShare0", "density1", "share1", "prose1",
        "proseShare1", "density2", "share2", "prose2", "proseShare2", "density3", "share3", "prose3", "proseShare3",
        "alike", "siblings", "repeats", "pageCharacters", "pageDensity", "pageProse", "pageBlocks", "pageHeadings",
        "pageDiscussion", "rootShare", "rootDensity", "isArticle", "isProduct", "ogArticle", "nextCharacters",
        "nextLinked", "nextTag", "previousTag", "text3", "link3", "text10", "link10", "lowerWords", "longestRun",
        "repeated", "titleWords", "pathCount", "pathCharacters", "pathShare", "innerCharacters", "outerCharacters",
        "outerDensity", "outerShare",
        "sectionComments", "sectionRelated", "sectionQuestions", "sectionLevel", "sectionWords", "sectionCount",
        "pageKind", "pagePersonal", "pagePictures", "pageControls",
    ]

    /// Of each of them, whether all blocks of a page have it alike.
    static let isOfPage: [Bool] = {
        let ofPage: Set = [
            "pageCharacters", "pageDensity", "pageProse", "pageBlocks", "pageHeadings", "pageDiscussion", "rootShare",
            "rootDensity", "isArticle", "isProduct", "ogArticle", "pageKind", "pagePersonal", "pagePictures",
            "pageControls",
        ]
        return names.map(ofPage.contains)
    }()

    let page: PageAnalysis
    let text: TextBlocks
    let facts: PageFacts
    private let context: BlockContext
    private let byName: RuleReading
    private let byTag: RuleReading
    private let headings: [Int]
    /// How often the text of each block stands on the page.
    private let repeats: [Int32]
    /// Characters outside and inside links before each block.
    private var proseBefore: [Float] = [0]
    private var linksBefore: [Float] = [0]
    let sections: PageSections
    let shapes: RepeatedShapes
    let paths: BlockPaths
    let words: PageWords
    /// Of each block, how much of it was said before.
    let repeated: [Float]
    private(set) var values: [Float] = []

    init(_ page: PageAnalysis, facts: PageFacts) {
        self.page = page
        self.facts = facts
        text = TextBlocks(page)
        context = BlockContext(page)
        byName = RuleReading(page, believesNames: true, keepsComments: facts.isDiscussion)
        byTag = RuleReading(page, believesNames: false, keepsComments: true)
        repeats = Self.repeats(of: text.blocks)
        sections = PageSections(text, page.tree)
        shapes = RepeatedShapes(page)
        paths = BlockPaths(text.blocks, shapes, page.tree)
        words = PageWords(text.words)
        repeated = WordRuns.repeated(in: text)
        headings = page.tree.nodes.indices.filter { page.tree.nodes[$0].tag == .h1 && !page.isRemoved[$0] }
        for block in text.blocks {
            proseBefore.append((proseBefore.last ?? 0) + Float(block.characters - block.linked))
            linksBefore.append((linksBefore.last ?? 0) + Float(block.linked))
        }
        values = rows()
    }

    /// The numbers of each block, one after the other.
    private func rows() -> [Float] {
        var rows: [Float] = []
        rows.reserveCapacity(text.blocks.count * Self.count)
        var sisters = Sisters()
        for index in text.blocks.indices {
            rows.append(addingCapacity: Self.count) { row in append(index, &sisters, to: &row) }
        }
        return rows
    }

    /// Whether a block only says who wrote the page and when: that is metadata.
    func isByline(_ block: TextBlock) -> Bool {
        let local = context[block.first].local
        return block.characters < 120 && local.contains(.byline)
            && local.isDisjoint(with: [.content, .comments, .post])
    }

    /// Whether a block is the caption of a picture that stays.
    func isCaption(_ block: TextBlock) -> Bool {
        page.tree.nodes[block.node].tag == .figcaption && isPictureKept(block.first)
    }

    /// Whether a picture stands where the rules take everything for content.
    func isPictureKept(_ node: Int) -> Bool {
        byName.root.contains(node) && !byName.isWithoutLinks[node]
    }

    /// Of what the rules took for the content, the part that is links.
    var linkDensity: Float { byName.linkDensity }

    /// The texts of readers' comments that are no part of the content; empty on a page that is a discussion.
    func comments(without kept: [Bool]) -> String {
        guard !facts.isDiscussion else { return "" }
        var lines: [String] = []
        for (block, isKept) in zip(text.blocks, kept)
        where !isKept && block.words > 3 && block.linked < block.characters {
            let place = context[block.first]
            guard place.local.contains(.comments), !place.tags.contains(.form) else { continue }
            let line = (block.first..<block.end).lazy.filter { page.tree.nodes[$0].tag == .text && !page.isRemoved[$0] }
                .map { page.tree.text(of: $0) }.joined(separator: " ")
            lines.append(line)
        }
        return lines.joined(separator: "\n\n")
    }

    private static func repeats(of blocks: [TextBlock]) -> [Int32] {
        let order = blocks.indices.sorted { blocks[$0].hash < blocks[$1].hash }
        var repeats = [Int32](repeating: 1, count: blocks.count)
        var start = 0
        while start < order.count {
            let hash = blocks[order[start]].hash
            let end = order[start...].firstIndex { blocks[$0].hash != hash } ?? order.count
            for index in order[start..<end] { repeats[index] = Int32(end - start) }
            start = end
        }
        return repeats
    }

    private func append(_ index: Int, _ sisters: inout Sisters, to row: inout OutputSpan<Float>) {
        let block = text.blocks[index]
        appendText(block, to: &row)
        appendSurroundings(block, to: &row)
        appendPlace(block, index, to: &row)
        appendAncestors(block, to: &row)
        sisters.count(block.node, page.tree)
        row.append(Float(sisters.alike))
        row.append(Float(sisters.all))
        row.append(Float(min(10, repeats[index])))
        appendPage(to: &row)
        appendNeighbours(index, to: &row)
        appendWords(block, index, to: &row)
        appendShapes(block, index, to: &row)
        appendSection(index, to: &row)
    }

    private func appendText(_ block: TextBlock, to row: inout OutputSpan<Float>) {
        row.append(Float(min(block.characters, 2000)))
        row.append(Float(min(block.words, 300)))
        row.append(Float(block.characters) / Float(max(1, block.words)))
        row.append(Float(block.commas))
        row.append(Float(min(block.stops, 20)))
        row.append(Float(block.capitals) / Float(block.characters))
        row.append(Float(block.links))
        row.append(Self.code(of: page.tree, block.node))
        row.append(Self.endsSentence(block))
        row.append(facts.declared.share(of: text.words(of: block)))
    }

    private static func endsSentence(_ block: TextBlock) -> Bool {
        switch block.lastByte {
        case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"): true
        default: false
        }
    }

    /// Elements in the order of how much they look like running text.
    private static func code(of tree: HTMLTree, _ node: Int) -> Float {
        switch tree.nodes[node].tag {
        case .p: 0
        case .li: 1
        case .h1: 2
        case .h2: 3
        case .h3: 4
        case .h4: 5
        case .td: 6
        case .th: 7
        case .div: 8
        case .dd: 9
        case .dt: 10
        case .blockquote: 11
        case .pre: 12
        case .figcaption: 13
        case .section: 14
        case .article: 15
        case .body: 16
        case .summary: 17
        default: 20
        }
    }

    private static let named: [NodeTraits] = [
        .navigation, .footer, .header, .sharing, .comments, .overlay, .content, .reviews, .related, .hidden,
    ]
    private static let namedAround: [NodeTraits] = [.comments, .articleBody, .reviews]

    private func appendSurroundings(_ block: TextBlock, to row: inout OutputSpan<Float>) {
        let first = block.first
        let place = context[first]
        for trait in Self.named { row.append(place.local.contains(trait)) }
        for trait in Self.namedAround { row.append(place.main.contains(trait)) }
        for bit in 0..<13 { row.append(Float(place.tags.rawValue >> UInt16(bit) & 1)) }
        row.append(byName.isRemoved[first])
        row.append(byName.root.contains(first))
        row.append(byName.isWithoutLinks[first])
        row.append(byTag.isRemoved[first])
        row.append(byTag.root.contains(first))
        row.append(first < byName.root.lowerBound ? -1 : first >= byName.root.upperBound ? 1 : 0)
    }

    private func appendPlace(_ block: TextBlock, _ index: Int, to row: inout OutputSpan<Float>) {
        let count = text.blocks.count
        row.append(Float(index) / Float(count))
        row.append((proseBefore[index] + linksBefore[index]) / Float(max(1, page.held[0].characters)))
        row.append(Float(min(index, 200)))
        row.append(Float(min(count - index, 200)))
        let heading = headings.first
        row.append(heading.map { block.first >= $0 ? 1 : 0 } ?? -1)
        row.append(heading.map { Float(max(-300, min(1000, block.first - $0))) } ?? 0)
        row.append(Float(page.tree.nodes[block.first].depth))
    }

    /// The block's element and three around it, each with clearly more text than the one before.
    private func appendAncestors(_ block: TextBlock, to row: inout OutputSpan<Float>) {
        let total = Float(max(1, page.held[0].characters))
        var node = block.node
        for _ in 0..<4 {
            let held = page.held[node]
            let characters = Float(held.characters)
            row.append(page.linkDensity(node))
            row.append(characters / total)
            row.append(min(5000, held.prose))
            row.append(held.prose / max(1, characters))
            var outer = Int(page.tree.nodes[node].parent)
            while outer > 0, Float(page.held[outer].characters) < characters * 1.2 {
                outer = Int(page.tree.nodes[outer].parent)
            }
            node = max(0, outer)
        }
    }

    private func appendPage(to row: inout OutputSpan<Float>) {
        let held = page.held[0]
        row.append(Float(min(held.characters, 100_000)))
        row.append(page.linkDensity(0))
        row.append(held.prose / Float(max(1, held.characters)))
        row.append(Float(text.blocks.count))
        row.append(Float(min(headings.count, 20)))
        row.append(facts.isDiscussion)
        row.append(byName.share)
        row.append(byName.linkDensity)
        row.append(facts.isArticle)
        row.append(facts.isProduct)
        row.append(facts.isDeclaredArticle)
    }

    private func appendNeighbours(_ index: Int, to row: inout OutputSpan<Float>) {
        let blocks = text.blocks
        if index + 1 < blocks.count {
            let next = blocks[index + 1]
            row.append(Float(min(next.characters, 2000)))
            row.append(Float(next.linked) / Float(next.characters))
            row.append(Self.code(of: page.tree, next.node))
        } else {
            for _ in 0..<3 { row.append(0) }
        }
        row.append(index > 0 ? Self.code(of: page.tree, blocks[index - 1].node) : 0)
        for reach in [3, 10] {
            let first = max(0, index - reach)
            let end = min(blocks.count, index + reach + 1)
            row.append(proseBefore[end] - proseBefore[first])
            row.append(linksBefore[end] - linksBefore[first])
        }
    }
}

extension OutputSpan<Float> {
    /// An answer as a number.
    mutating func append(_ answer: Bool) { append(answer ? 1 : 0) }
}
