import Markup

/// The blocks of a page that stand in elements of the same shapes: what a page prints again and again, and what it says once.
struct BlockPaths {
    /// All blocks of one path.
    struct Group {
        var count: Int32 = 0
        var characters: Int32 = 0
    }

    private var groups: [Group] = []
    private var groupOf: [Int] = []

    init(_ blocks: [TextBlock], _ shapes: RepeatedShapes, _ tree: HTMLTree) {
        var known: [UInt64: Int] = [:]
        groupOf.reserveCapacity(blocks.count)
        for block in blocks {
            let path = shapes.path(of: block.node, tree)
            let group = known[path] ?? groups.count
            if group == groups.count {
                known[path] = group
                groups.append(Group())
            }
            groups[group].count += 1
            groups[group].characters += block.characters
            groupOf.append(group)
        }
    }

    /// The blocks of the same path as a block, itself among them.
    func group(of block: Int) -> Group { groups[groupOf[block]] }
}
