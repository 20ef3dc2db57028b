import Markup

/// Which elements of a page are repeated: cards of a list, posts of a thread, rows. An element's shape is its tag and the
/// start of its class.
struct RepeatedShapes {
    /// Sisters that follow each other and are alike.
    struct Run {
        var count: Int32 = 0
        var characters: Int32 = 0
        var linked: Int32 = 0
    }

    /// What each node is and stands in.
    private struct Place {
        var shape: UInt64 = 0
        var run: Int32 = -1
        /// The runs of three or more around it that are closest and farthest; -1 for none.
        var inner: Int32 = -1
        var outer: Int32 = -1
    }

    private var places: [Place]
    private var runs: [Run] = []
    /// Pictures and controls of the whole page.
    private(set) var pictures = 0
    private(set) var controls = 0

    /// From so many sisters on they are a list.
    private static let fewest = 3
    /// Bytes of a class that count.
    private static let significant = 8

    /// - Parameter page: measured.
    init(_ page: PageAnalysis) {
        let nodes = page.tree.nodes.span
        let attributes = page.tree.attributes.span
        let bytes = page.tree.bytes.span
        places = [Place](repeating: Place(), count: nodes.count)
        var last = [Int32](repeating: -1, count: nodes.count)
        runs.reserveCapacity(nodes.count / 2)
        for index in nodes.indices where !nodes[index].tag.isText {
            let node = nodes[index]
            switch node.tag {
            case .img, .picture, .video: pictures += 1
            case .button, .input, .select, .textarea: controls += 1
            default: break
            }
            guard !page.isRemoved[index] else { continue }
            let shape = Self.shape(of: node, attributes, bytes)
            places[index].shape = shape
            let parent = Int(node.parent)
            guard parent >= 0 else { continue }
            let sister = Int(last[parent])
            var run = sister >= 0 && places[sister].shape == shape ? Int(places[sister].run) : -1
            if run < 0 {
                run = runs.count
                runs.append(Run())
            }
            runs[run].count += 1
            runs[run].characters += page.held[index].characters
            runs[run].linked += page.held[index].linked
            places[index].run = Int32(run)
            last[parent] = Int32(index)
        }
        findLists(nodes)
    }

    private mutating func findLists(_ nodes: Span<HTMLTree.Node>) {
        for index in nodes.indices {
            let parent = Int(nodes[index].parent)
            let around = parent < 0 ? Place() : places[parent]
            let run = places[index].run
            let isList = run >= 0 && runs[Int(run)].count >= Self.fewest
            places[index].inner = isList ? run : around.inner
            places[index].outer = around.outer < 0 && isList ? run : around.outer
        }
    }

    /// The closest list around a node, and the one around all others.
    func inner(_ node: Int) -> Run? { run(places[node].inner) }
    func outer(_ node: Int) -> Run? { run(places[node].outer) }

    private func run(_ index: Int32) -> Run? { index < 0 ? nil : runs[Int(index)] }

    /// The shapes of an element and of three around it, as one.
    func path(of node: Int, _ tree: HTMLTree) -> UInt64 {
        var hash = NameHash.empty
        var node = node
        for _ in 0..<4 where node >= 0 {
            hash = (hash ^ places[node].shape) &* 0x100_0000_01B3
            node = Int(tree.nodes[node].parent)
        }
        return hash
    }

    private static func shape(
        of node: HTMLTree.Node, _ attributes: Span<HTMLTree.AttributeValue>, _ bytes: Span<UInt8>
    ) -> UInt64 {
        var shape = NameHash.combine(NameHash.empty, node.tag.rawValue)
        for place in Int(node.start)..<Int(node.stop) {
            guard case .class = attributes[place].name else { continue }
            let first = Int(attributes[place].start)
            for index in first..<min(Int(attributes[place].stop), first + significant) {
                shape = NameHash.combine(shape, bytes[index])
            }
            break
        }
        return shape
    }
}
