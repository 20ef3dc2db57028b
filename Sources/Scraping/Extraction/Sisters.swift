import Markup

/// Of the first fifty elements beside a block's, how many are of the same kind. Blocks beside each other have the same answer,
/// which is found once.
struct Sisters {
    private(set) var alike = 0
    private(set) var all = 0
    private var parent = -1
    private var tag = HTMLTag.text

    /// Children of one element that are looked at, texts among them.
    private static let farthest = 119
    private static let most = 50

    /// Answers for an element.
    mutating func count(_ node: Int, _ tree: HTMLTree) {
        let nodes = tree.nodes.span
        let own = nodes[node]
        guard Int(own.parent) != parent || own.tag != tag else { return }
        (parent, tag) = (Int(own.parent), own.tag)
        (alike, all) = (0, 0)
        guard parent >= 0 else { return }
        var sister = parent + 1
        let end = Int(nodes[parent].end)
        for _ in 0..<Self.farthest where sister < end && all < Self.most {
            let other = nodes[sister]
            if !other.tag.isText {
                all += 1
                if other.tag == tag { alike += 1 }
            }
            sister = Int(other.end)
        }
    }
}
