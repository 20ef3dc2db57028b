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
        "nextLinked", "nextTag", "previousTag", "text3", "link3", "text10", "link10",
    ]

    let page: PageAnalysis
    let text: TextBlocks
    let facts: PageFacts
    private let context: BlockContext
    private let byName: RuleReading
    private let byTag: RuleReading
    private let headings: [Int]
    private var repeats: [UInt64: Int] = [:]
    /// Characters outside and inside links before each block.
    private var proseBefore: [Float] = [0]
    private var linksBefore: [Float] = [0]
    private(set) var values: [Float] = []

    init(_ page: PageAnalysis, facts: PageFacts) {
        self.page = page
        self.facts = facts
        text = TextBlocks(page)
        context = BlockContext(page)
        byName = RuleReading(page, believesNames: true, keepsComments: facts.isDiscussion)
        byTag = RuleReading(page, believesNames: false, keepsComments: true)
        headings = page.tree.nodes.indices.filter { page.tree.nodes[$0].tag == .h1 && !page.isRemoved[$0] }
        for block in text.blocks {
            repeats[block.hash, default: 0] += 1
            proseBefore.append((proseBefore.last ?? 0) + Float(block.characters - block.linked))
            linksBefore.append((linksBefore.last ?? 0) + Float(block.linked))
        }
        values.reserveCapacity(text.blocks.count * Self.count)
        for index in text.blocks.indices { append(index) }
    }

    /// Whether a block only says who wrote the page and when: that is metadata.
    func isByline(_ block: TextBlock) -> Bool {
        let local = context.local[block.first]
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
            guard context.local[block.first].contains(.comments), !context.tags[block.first].contains(.form) else {
                continue
            }
            let line = (block.first..<block.end).lazy.filter { page.tree.nodes[$0].tag == .text && !page.isRemoved[$0] }
                .map { page.tree.text(of: $0) }.joined(separator: " ")
            lines.append(line)
        }
        return lines.joined(separator: "\n\n")
    }

    private mutating func append(_ index: Int) {
        let block = text.blocks[index]
        appendText(block)
        appendSurroundings(block)
        appendPlace(block, index)
        appendAncestors(block)
        appendPage()
        appendNeighbours(index)
    }

    private mutating func appendText(_ block: TextBlock) {
        let words = text.words[Int(block.firstWord)..<Int(block.firstWord + block.words)]
        values += [
            Float(min(block.characters, 2000)), Float(min(block.words, 300)),
            Float(block.characters) / Float(max(1, block.words)), Float(block.commas), Float(min(block.stops, 20)),
            Float(block.capitals) / Float(block.characters), Float(block.links), Self.code(of: page.tree, block.node),
            Self.endsSentence(block) ? 1 : 0, facts.declared.share(of: words),
        ]
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

    private mutating func appendSurroundings(_ block: TextBlock) {
        let local = context.local[block.first]
        let main = context.main[block.first]
        let tags = context.tags[block.first]
        let named: [NodeTraits] = [
            .navigation, .footer, .header, .sharing, .comments, .overlay, .content, .reviews, .related, .hidden,
        ]
        for trait in named { values.append(local.contains(trait) ? 1 : 0) }
        for trait: NodeTraits in [.comments, .articleBody, .reviews] { values.append(main.contains(trait) ? 1 : 0) }
        for bit in 0..<13 { values.append(Float(tags.rawValue >> UInt16(bit) & 1)) }
        let first = block.first
        values += [
            byName.isRemoved[first] ? 1 : 0, byName.root.contains(first) ? 1 : 0,
            byName.isWithoutLinks[first] ? 1 : 0, byTag.isRemoved[first] ? 1 : 0, byTag.root.contains(first) ? 1 : 0,
            first < byName.root.lowerBound ? -1 : first >= byName.root.upperBound ? 1 : 0,
        ]
    }

    private mutating func appendPlace(_ block: TextBlock, _ index: Int) {
        let count = text.blocks.count
        let total = Float(max(1, page.characters[0]))
        let heading = headings.first
        values += [
            Float(index) / Float(count), (proseBefore[index] + linksBefore[index]) / total, Float(min(index, 200)),
            Float(min(count - index, 200)), heading.map { block.first >= $0 ? 1 : 0 } ?? -1,
            heading.map { Float(max(-300, min(1000, block.first - $0))) } ?? 0,
            Float(page.tree.nodes[block.first].depth),
        ]
    }

    /// The block's element and three around it, each with clearly more text than the one before.
    private mutating func appendAncestors(_ block: TextBlock) {
        let total = Float(max(1, page.characters[0]))
        var node = block.node
        for _ in 0..<4 {
            let characters = Float(page.characters[node])
            values += [
                page.linkDensity(node), characters / total, min(5000, page.prose[node]),
                page.prose[node] / max(1, characters),
            ]
            var outer = Int(page.tree.nodes[node].parent)
            while outer > 0, Float(page.characters[outer]) < characters * 1.2 {
                outer = Int(page.tree.nodes[outer].parent)
            }
            node = max(0, outer)
        }
        appendSiblings(block)
        values.append(Float(min(10, repeats[block.hash] ?? 1)))
    }

    /// Of the first fifty elements beside it, how many are of the same kind.
    private mutating func appendSiblings(_ block: TextBlock) {
        let parent = Int(page.tree.nodes[block.node].parent)
        var alike = 0
        var siblings = 0
        if parent >= 0 {
            let tag = page.tree.nodes[block.node].tag
            var steps = 0
            for sibling in page.tree.children(of: parent) {
                steps += 1
                if siblings == 50 || steps == 120 { break }
                let other = page.tree.nodes[sibling].tag
                if other == .text { continue }
                siblings += 1
                if other == tag { alike += 1 }
            }
        }
        values += [Float(alike), Float(siblings)]
    }

    private mutating func appendPage() {
        values += [
            Float(min(page.characters[0], 100_000)), page.linkDensity(0),
            page.prose[0] / Float(max(1, page.characters[0])), Float(text.blocks.count), Float(min(headings.count, 20)),
            facts.isDiscussion ? 1 : 0, byName.share, byName.linkDensity, facts.isArticle ? 1 : 0,
            facts.isProduct ? 1 : 0, facts.isDeclaredArticle ? 1 : 0,
        ]
    }

    private mutating func appendNeighbours(_ index: Int) {
        let blocks = text.blocks
        if index + 1 < blocks.count {
            let next = blocks[index + 1]
            values += [
                Float(min(next.characters, 2000)), Float(next.linked) / Float(next.characters),
                Self.code(of: page.tree, next.node),
            ]
        } else {
            values += [0, 0, 0]
        }
        values.append(index > 0 ? Self.code(of: page.tree, blocks[index - 1].node) : 0)
        for reach in [3, 10] {
            let first = max(0, index - reach)
            let end = min(blocks.count, index + reach + 1)
            values += [proseBefore[end] - proseBefore[first], linksBefore[end] - linksBefore[first]]
        }
    }
}
