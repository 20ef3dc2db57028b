import Markup

/// Turns what is left of a page into blocks: the same tree that Markdown is read into.
struct ContentBuilder {
    let page: PageAnalysis
    let resolve: (String) -> String
    var builder = MarkdownBuilder(maximumDepth: 24)
    /// What stands open in the page: the node at which it ends, and how many containers of the builder that closes.
    private var open: [(end: Int, closes: Int, isBlock: Bool)] = []
    /// Up to this node blocks are no more than a space: inside headings and table cells.
    private var flatEnd = 0
    var text = RunningText()
    /// Where the words of a text are put together.
    var words: [UInt8] = []

    /// - Parameter resolve: makes an address in the page absolute; empty for one that leads nowhere.
    init(_ page: PageAnalysis, resolve: @escaping (String) -> String) {
        self.page = page
        self.resolve = resolve
    }

    consuming func build(from root: Int) -> MarkdownDocument {
        var index = root
        let end = Int(page.tree.nodes[root].end)
        while index < end {
            closeContainers(before: index)
            index = page.isRemoved[index] ? Int(page.tree.nodes[index].end) : visit(index)
        }
        closeContainers(before: .max)
        endParagraph()
        return builder.finish()
    }

    /// Handles one node; the index of the next to look at.
    private mutating func visit(_ index: Int) -> Int {
        let node = page.tree.nodes[index]
        wrapStrayListChild(index)
        switch node.tag {
        case .text: append(node)
        case .br: lineBreak()
        case .img: image(index)
        case .pre where index >= flatEnd: return code(index)
        case .code, .kbd, .samp, .tt:
            if page.held[index].holdsBlock { return index + 1 }
            return codeSpan(index)
        default:
            if index < flatEnd {
                flat(index)
            } else if node.tag.isBlock {
                block(index)
            } else {
                inline(index)
            }
        }
        return index + 1
    }

    private mutating func block(_ index: Int) {
        let tag = page.tree.nodes[index].tag
        endParagraph()
        switch tag {
        case .hr: builder.append(.block(.thematicBreak))
        case .h1, .h2, .h3, .h4, .h5, .h6: heading(index, level: tag.headingLevel ?? 6)
        case .ul, .ol: list(index)
        case .li where page.isListItem(index): enter(.item, at: index)
        case .blockquote: enter(.quote, at: index)
        case .table:
            if let columns = page.columnsOfDataTable(index) {
                enter(.table(alignments: Array(repeating: .none, count: columns)), at: index)
                flatEnd = Int(page.tree.nodes[index].end)
            } else {
                enter(nil, at: index)
            }
        default: enter(nil, at: index)
        }
    }

    private mutating func heading(_ index: Int, level: Int) {
        guard page.held[index].characters > 0 else { return enter(nil, at: index) }
        enter(.heading(level: level), at: index)
        flatEnd = Int(page.tree.nodes[index].end)
        text = RunningText(isOpen: true)
    }

    private mutating func list(_ index: Int) {
        guard page.held[index].characters > 0 else { return enter(nil, at: index) }
        let isOrdered = page.tree.nodes[index].tag == .ol
        let start = page.tree.attribute(.start, of: index).flatMap(Int.init) ?? 1
        enter(.list(start: isOrdered ? max(0, min(start, 999_999)) : nil, isTight: true), at: index)
    }

    /// What stands in a list without being an item becomes one, or it would be lost.
    private mutating func wrapStrayListChild(_ index: Int) {
        let parent = Int(page.tree.nodes[index].parent)
        guard parent >= 0, index >= flatEnd, page.held[index].characters > 0 else { return }
        let tag = page.tree.nodes[parent].tag
        guard tag == .ul || tag == .ol, page.tree.nodes[index].tag != .li else { return }
        endParagraph()
        enter(.item, at: index)
    }

    /// An element inside a heading or a table.
    private mutating func flat(_ index: Int) {
        switch page.tree.nodes[index].tag {
        case .tr:
            enter(.row(isHeader: page.isFirstRow(index)), at: index)
        case .td, .th:
            text = RunningText(isOpen: true)
            enter(.cell, at: index)
        default:
            if page.tree.nodes[index].tag.isBlock { text.pendingSpace = true } else { inline(index) }
        }
    }

    private mutating func inline(_ index: Int) {
        guard !page.held[index].holdsBlock, page.held[index].characters > 0 else { return }
        let container: MarkdownBuilder.Container
        switch page.tree.nodes[index].tag {
        case .em, .i, .cite: container = .emphasis
        case .strong, .b: container = .strong
        case .del, .s, .strike: container = .strikethrough
        case .a:
            let target = page.tree.attribute(.href, of: index).map(resolve) ?? ""
            guard !target.isEmpty else { return }
            container = .link(destination: target, title: "")
        default: return
        }
        beginText()
        enter(container, at: index)
    }

    private mutating func enter(_ container: MarkdownBuilder.Container?, at index: Int) {
        if let container { builder.open(container) }
        let node = page.tree.nodes[index]
        open.append((Int(node.end), container == nil ? 0 : 1, node.tag.isBlock))
    }

    private mutating func closeContainers(before index: Int) {
        while let last = open.last, last.end <= index {
            open.removeLast()
            if last.isBlock { text.isFlat && last.end < flatEnd ? text.pendingSpace = true : endParagraph() }
            for _ in 0..<last.closes { builder.close() }
        }
    }
}
