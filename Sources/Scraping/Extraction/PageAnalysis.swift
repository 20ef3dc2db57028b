import Markup

/// What each node of a page holds: its purpose by name, its text and how much of that is links. All in arrays beside the
/// tree's own; every figure of a subtree is known after one walk backwards.
struct PageAnalysis {
    let tree: HTMLTree
    private(set) var traits: [NodeTraits]
    /// Whether a node is left out of everything that follows.
    private(set) var isRemoved: [Bool]
    /// Characters of the subtree that are no blanks, without what is removed.
    private(set) var characters: [Int32] = []
    /// Those of them inside links.
    private(set) var linked: [Int32] = []
    /// Characters outside links, long runs counting more than short ones.
    private(set) var prose: [Float] = []
    /// Whether a block stands somewhere below.
    private(set) var holdsBlock: [Bool] = []
    /// Characters of each text that are no blanks.
    private let lengths: [Int32]

    init(_ tree: HTMLTree) {
        self.tree = tree
        traits = tree.nodes.indices.map { tree.nodes[$0].tag.isText ? [] : NodeTraits(of: $0, in: tree) }
        lengths = tree.nodes.indices.map {
            tree.nodes[$0].tag.isText ? Self.length(of: tree.textBytes(of: $0)) : 0
        }
        isRemoved = [Bool](repeating: false, count: tree.nodes.count)
    }

    /// Leaves a subtree out.
    mutating func remove(_ node: Int) {
        isRemoved[node] = true
    }

    /// Counts again, after removals.
    mutating func measure() {
        let count = tree.nodes.count
        characters = [Int32](repeating: 0, count: count)
        linked = [Int32](repeating: 0, count: count)
        prose = [Float](repeating: 0, count: count)
        holdsBlock = [Bool](repeating: false, count: count)
        var index = 0
        var linkEnd = 0
        while index < count {
            if isRemoved[index] {
                index = Int(tree.nodes[index].end)
                continue
            }
            let tag = tree.nodes[index].tag
            if case .a = tag { linkEnd = max(linkEnd, Int(tree.nodes[index].end)) }
            if tag.isText {
                let length = lengths[index]
                characters[index] = length
                if index < linkEnd {
                    linked[index] = length
                } else {
                    prose[index] = Float(length) * (length < 20 ? 0.2 : length < 60 ? 0.5 : 1)
                }
            }
            index += 1
        }
        for index in stride(from: count - 1, to: 0, by: -1) where !isRemoved[index] {
            let parent = Int(tree.nodes[index].parent)
            characters[parent] += characters[index]
            linked[parent] += linked[index]
            prose[parent] += prose[index]
            if holdsBlock[index] || tree.nodes[index].tag.isBlock { holdsBlock[parent] = true }
        }
    }

    /// The part of a node's text that is links, 0 to 1.
    func linkDensity(_ node: Int) -> Float {
        characters[node] == 0 ? 0 : Float(linked[node]) / Float(characters[node])
    }

    /// Whether most of the page's prose stands in comments: a forum, not an article with a tail.
    var isDiscussion: Bool {
        var inComments: Float = 0
        var index = 0
        while index < tree.nodes.count {
            if traits[index].contains(.comments), !isRemoved[index], tree.nodes[index].tag != .body {
                inComments += prose[index]
                index = Int(tree.nodes[index].end)
            } else {
                index += 1
            }
        }
        return inComments > 0.5 * (prose.first ?? 0)
    }

    /// Whether a page is one for browsers with scripts, and this element has it for the others.
    func holdsThePage(_ index: Int) -> Bool {
        prose[index] > 500 && prose[index] > 0.5 * (prose.first ?? 0)
    }

    /// The children of a node that are not removed.
    func children(of node: Int) -> some Sequence<Int> {
        tree.children(of: node).lazy.filter { !isRemoved[$0] }
    }

    private static func length(of bytes: ArraySlice<UInt8>) -> Int32 {
        var length: Int32 = 0
        for byte in bytes where byte > 0x20 && byte & 0xC0 != 0x80 { length += 1 }
        return length
    }
}
