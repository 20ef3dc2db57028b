import Markup

/// What each node of a page holds: its purpose by name, its text and how much of that is links. All in arrays beside the
/// tree's own; every figure of a subtree is known after one walk backwards.
struct PageAnalysis {
    /// What stands in the subtree of a node, without what is removed.
    struct Held {
        /// Characters that are no blanks.
        var characters: Int32 = 0
        /// Those of them inside links.
        var linked: Int32 = 0
        /// Characters outside links, long runs counting more than short ones.
        var prose: Float = 0
        /// Whether a block stands somewhere below.
        var holdsBlock = false
    }

    let tree: HTMLTree
    private(set) var traits: [NodeTraits]
    /// Whether a node is left out of everything that follows.
    private(set) var isRemoved: [Bool]
    private(set) var held: [Held] = []
    /// Characters of each text that are no blanks.
    let lengths: [Int32]

    init(_ tree: HTMLTree) {
        self.tree = tree
        let bytes = tree.bytes.span
        let attributes = tree.attributes.span
        var reader = NodeTraits.Reader()
        var traits = [NodeTraits](repeating: [], count: tree.nodes.count)
        var lengths = [Int32](repeating: 0, count: tree.nodes.count)
        let nodes = tree.nodes.span
        for index in nodes.indices {
            let node = nodes[index]
            let range = Int(node.start)..<Int(node.stop)
            if node.tag.isText {
                lengths[index] = Self.length(of: bytes.extracting(range))
            } else if !range.isEmpty {
                traits[index] = reader.traits(of: attributes.extracting(range), in: bytes)
            }
        }
        self.traits = traits
        self.lengths = lengths
        isRemoved = [Bool](repeating: false, count: tree.nodes.count)
    }

    /// Leaves a subtree out.
    mutating func remove(_ node: Int) {
        isRemoved[node] = true
    }

    /// Counts again, after removals.
    mutating func measure() {
        var measured = [Held](repeating: Held(), count: tree.nodes.count)
        Self.count(tree.nodes, lengths, isRemoved, into: &measured)
        held = measured
    }

    private static func count(
        _ nodes: [HTMLTree.Node], _ lengths: [Int32], _ isRemoved: [Bool], into held: inout [Held]
    ) {
        var index = 0
        var linkEnd = 0
        while index < nodes.count {
            let node = nodes[index]
            if isRemoved[index] {
                index = Int(node.end)
                continue
            }
            if node.tag.isText {
                let length = lengths[index]
                held[index].characters = length
                if index < linkEnd {
                    held[index].linked = length
                } else {
                    held[index].prose = Float(length) * (length < 20 ? 0.2 : length < 60 ? 0.5 : 1)
                }
            } else if case .a = node.tag {
                linkEnd = max(linkEnd, Int(node.end))
            }
            index += 1
        }
        for index in stride(from: nodes.count - 1, to: 0, by: -1) where !isRemoved[index] {
            let own = held[index]
            let parent = Int(nodes[index].parent)
            held[parent].characters += own.characters
            held[parent].linked += own.linked
            held[parent].prose += own.prose
            if own.holdsBlock || nodes[index].tag.isBlock { held[parent].holdsBlock = true }
        }
    }

    /// The part of a node's text that is links, 0 to 1.
    func linkDensity(_ node: Int) -> Float {
        let held = held[node]
        return held.characters == 0 ? 0 : Float(held.linked) / Float(held.characters)
    }

    /// Whether most of the page's prose stands in comments: a forum, not an article with a tail.
    var isDiscussion: Bool {
        var inComments: Float = 0
        var index = 0
        while index < tree.nodes.count {
            if traits[index].contains(.comments), !isRemoved[index], tree.nodes[index].tag != .body {
                inComments += held[index].prose
                index = Int(tree.nodes[index].end)
            } else {
                index += 1
            }
        }
        return inComments > 0.5 * (held.first?.prose ?? 0)
    }

    /// Of an element that holds a page the least prose; its characters are no fewer.
    private static let leastProse: Int32 = 500

    /// Whether an element holds so many characters that it may hold the page; asked before anything is measured.
    func mayHoldThePage(_ index: Int) -> Bool {
        var characters: Int32 = 0
        for node in index..<Int(tree.nodes[index].end) where characters <= Self.leastProse {
            characters += lengths[node]
        }
        return characters > Self.leastProse
    }

    /// Whether a page is one for browsers with scripts, and this element has it for the others.
    func holdsThePage(_ index: Int) -> Bool {
        held[index].prose > Float(Self.leastProse) && held[index].prose > 0.5 * (held.first?.prose ?? 0)
    }

    /// The children of a node that are not removed.
    func children(of node: Int) -> some Sequence<Int> {
        tree.children(of: node).lazy.filter { !isRemoved[$0] }
    }

    private static func length(of bytes: Span<UInt8>) -> Int32 {
        var length: Int32 = 0
        for index in bytes.indices {
            let byte = bytes[index]
            length += byte > 0x20 && byte & 0xC0 != 0x80 ? 1 : 0
        }
        return length
    }
}
