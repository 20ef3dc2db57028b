/// A tree as `fit_content.py` packs it, its leaves in order from the smallest side on.
///
/// A question is the number that it asks about, one byte below 128, and a 32-bit float, smallest byte first; behind it stands
/// what its smaller side leads to and then what the other does. A leaf is 15 bits, thousandths, behind a bit that is set.
struct PackedTree {
    /// A question with the leaves that its smaller side leads to, a bit each.
    struct Node {
        var feature: Int
        var threshold: Float
        var lost: Int16 = 0
    }

    private(set) var nodes: [Node] = []
    private(set) var worths: [Float] = []

    /// Reads the tree at an index, which it moves behind it; nil where there is none.
    init?(_ bytes: [UInt8], at index: inout Int) {
        guard read(bytes, &index) else { return nil }
    }

    /// Reads a question with all below it, or a leaf. A tree has so few of both that this comes to an end.
    private mutating func read(_ bytes: [UInt8], _ index: inout Int) -> Bool {
        guard index + 2 <= bytes.count, worths.count < ContentModel.leaves else { return false }
        if bytes[index] >= 0x80 {
            let bits = UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
            worths.append(Float((Int16(bitPattern: bits) << 1) >> 1) / 1000)
            index += 2
            return true
        }
        guard index + 5 <= bytes.count, bytes[index] < BlockFeatures.count, nodes.count < ContentModel.leaves - 1 else {
            return false
        }
        let bits = (1...4).reduce(UInt32(0)) { $0 | UInt32(bytes[index + $1]) << UInt32(8 * ($1 - 1)) }
        let place = nodes.count
        nodes.append(Node(feature: Int(bytes[index]), threshold: Float(bitPattern: bits)))
        index += 5
        let first = worths.count
        guard read(bytes, &index) else { return false }
        nodes[place].lost = (first..<worths.count).reduce(0) { $0 | 1 << Int16($1) }
        return read(bytes, &index)
    }
}
