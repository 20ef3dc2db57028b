/// Puts the tags and texts of a page into a tree, in document order and with a stack of what stands open.
///
/// It follows the tree construction of browsers in what decides about text and its place: implied elements, implied end
/// tags, scopes, tables. It never moves a node that is written: what stands wrongly inside a table stays there, and a link
/// that ends across blocks ends where it says, with the blocks opened again behind it.
struct HTMLTreeBuilder {
    struct OpenElement {
        var node: Int32
        var tag: HTMLTag
        /// The hash of its name, by which elements without a tag of ours are told apart.
        var name: UInt64
    }

    private(set) var nodes: [HTMLTree.Node] = []
    var open: [OpenElement] = []
    /// How many of each tag stand open: most questions about the stack are answered here.
    private var counts = [Int32](repeating: 0, count: 256)
    private var hasHead = false
    private(set) var hasBody = false
    /// Whether blanks would stand at the edge of a block, where they mean nothing.
    private var isAtEdge = true
    let limits: HTMLTree.Limits

    init(limits: HTMLTree.Limits, expectedNodes: Int) {
        self.limits = limits
        nodes.reserveCapacity(expectedNodes)
        open.reserveCapacity(limits.depth)
    }

    /// Whether no more nodes may come.
    var isFull: Bool { nodes.count >= limits.nodes }

    func isOpen(_ tag: HTMLTag) -> Bool { counts[Int(tag.rawValue)] > 0 }

    /// Appends a text that stands at these bytes.
    mutating func text(_ start: Int, _ stop: Int, isBlank: Bool) {
        if isBlank {
            if !isOpen(.pre) && !isOpen(.textarea) {
                if isAtEdge { return }
                guard let top = open.last, !top.tag.holdsOnlyElements else { return }
            }
        } else {
            if !isOpen(.template) && !isOpen(.title) { ensureBody() }
            isAtEdge = false
        }
        append(.text, start, stop)
    }

    /// A start tag with its attributes.
    mutating func start(_ tag: HTMLTag, name: UInt64, attributes: Range<Int>, isEmpty: Bool) {
        guard prepare(for: tag) else { return }
        if tag.isBlock || tag == .br { isAtEdge = true } else if tag == .img { isAtEdge = false }
        let node = append(tag, attributes.lowerBound, attributes.upperBound)
        if !isEmpty { push(OpenElement(node: node, tag: tag, name: name)) }
    }

    /// Closes everything and hands the nodes over.
    consuming func finish() -> [HTMLTree.Node] {
        pop(to: 0)
        return nodes
    }

    @discardableResult
    private mutating func append(_ tag: HTMLTag, _ start: Int, _ stop: Int) -> Int32 {
        let depth = open.count
        nodes.append(
            HTMLTree.Node(
                tag: tag, depth: UInt16(clamping: depth), parent: depth > 0 ? open[depth - 1].node : -1,
                end: Int32(nodes.count + 1), start: UInt32(start), stop: UInt32(stop)))
        return Int32(nodes.count - 1)
    }

    private mutating func push(_ element: OpenElement) {
        open.append(element)
        counts[Int(element.tag.rawValue)] += 1
    }

    /// Closes the elements from this depth on.
    mutating func pop(to depth: Int) {
        while open.count > depth, let last = open.popLast() {
            nodes[Int(last.node)].end = Int32(nodes.count)
            counts[Int(last.tag.rawValue)] -= 1
            if last.tag.isBlock { isAtEdge = true }
        }
    }

    /// Closes an element and opens those again that stood inside it, as far as they are blocks: for `</a>` across blocks.
    mutating func popAndReopen(_ depth: Int) {
        let inner = open[(depth + 1)...].filter { $0.tag.isSpecial }.suffix(8)
        pop(to: depth)
        for element in inner {
            let node = nodes[Int(element.node)]
            let copy = append(node.tag, Int(node.start), Int(node.stop))
            push(OpenElement(node: copy, tag: element.tag, name: element.name))
        }
    }
}

/// The skeleton: html, head and body are there whether they were written or not.
extension HTMLTreeBuilder {
    /// Closes and opens what a start tag implies; false for a tag that is ignored.
    private mutating func prepare(for tag: HTMLTag) -> Bool {
        switch tag {
        case .html: return nodes.isEmpty
        case .head:
            guard !hasHead, !hasBody else { return false }
            ensureRoot()
            hasHead = true
        case .body:
            guard !hasBody else { return false }
            ensureRoot()
            pop(to: 1)
            hasBody = true
        case _ where !hasBody && tag.belongsIntoHead:
            ensureRoot()
            if !hasHead { openImplied(.head) }
            hasHead = true
        default:
            if !isOpen(.template) { ensureBody() }
            imply(before: tag)
            if tag.isTablePart, !prepareTable(for: tag) { return false }
        }
        // As in browsers, what is nested too deep stands beside instead.
        if open.count >= limits.depth { pop(to: open.count - 1) }
        return true
    }

    private mutating func ensureRoot() {
        if nodes.isEmpty { openImplied(.html) }
    }

    private mutating func ensureBody() {
        guard !hasBody else { return }
        ensureRoot()
        pop(to: 1)
        openImplied(.body)
        hasBody = true
    }

    mutating func openImplied(_ tag: HTMLTag) {
        push(OpenElement(node: append(tag, 0, 0), tag: tag, name: 0))
    }

    /// Forgets what stands open up to the head, at its end tag.
    mutating func closeHead() {
        guard let depth = open.firstIndex(where: { $0.tag == .head }) else { return }
        pop(to: depth)
    }
}
