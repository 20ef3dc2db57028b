/// The children of a node in order.
package struct HTMLChildren: Sequence, IteratorProtocol {
    let tree: HTMLTree
    var upcoming: Int
    let end: Int

    /// The next child; nil after the last.
    package mutating func next() -> Int? {
        guard upcoming < end else { return nil }
        defer { upcoming = Int(tree.nodes[upcoming].end) }
        return upcoming
    }
}
