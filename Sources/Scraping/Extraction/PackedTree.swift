/// A tree as `fit_content.py` packs it, its leaves in order from the smallest side on.
struct PackedTree {
    /// A question with the leaves that its smaller side leads to, a bit each.
    struct Node {
        var feature: Int
        var threshold: Float
        var lost: Int16 = 0
        var branches: (UInt8, UInt8)
    }

    private(set) var nodes: [Node] = []
    private(set) var worths: [Float] = []
    /// What the leaves add, as they are packed.
    private var packed: [Float] = []

    /// Reads the tree at an index, which it moves behind it; nil where there is none.
    init?(_ bytes: [UInt8], at index: inout Int) {
        guard index < bytes.count else { return nil }
        let count = Int(bytes[index])
        guard count < ContentModel.leaves, index + 1 + count * 9 + 2 <= bytes.count else { return nil }
        index += 1
        for _ in 0..<count {
            let bits = (1...4).reduce(UInt32(0)) { $0 | UInt32(bytes[index + $1]) << UInt32(8 * ($1 - 1)) }
            nodes.append(
                Node(
                    feature: Int(bytes[index]), threshold: Float(bitPattern: bits),
                    branches: (bytes[index + 5], bytes[index + 6])))
            index += 7
        }
        for _ in 0...count {
            let value = Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
            packed.append(Float(value) / 1000)
            index += 2
        }
        order(from: count == 0 ? 128 : 0)
    }

    /// Puts the leaves below a branch in order. A question stands before those that it leads to, so this comes to an end.
    private mutating func order(from branch: UInt8) {
        guard branch < 128 else { return worths.append(packed[Int(branch - 128)]) }
        let node = Int(branch)
        let first = worths.count
        order(from: nodes[node].branches.0)
        nodes[node].lost = (first..<worths.count).reduce(0) { $0 | 1 << Int16($1) }
        order(from: nodes[node].branches.1)
    }
}
