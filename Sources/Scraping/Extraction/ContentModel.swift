import Foundation

/// How likely a text block is part of what a reader came for: a sum over small decision trees, each of which asks about a few
/// of `BlockFeatures`.
///
/// The trees are fitted by `Benchmarks/fit_content.py` to pages of seven kinds that people have marked, and kept in
/// `ContentModel+trees.swift`. docs/extraction.md tells how, and how well they do on pages they were not fitted to.
struct ContentModel: Sendable {
    private struct Node {
        var feature: Int32
        var threshold: Float
        /// The next node where the value is at most the threshold, and where it is more; below zero, the leaf `~index`.
        var less: Int32
        var more: Int32
    }

    private var nodes: [Node] = []
    private var leaves: [Float] = []
    private var roots: [Int32] = []

    static let fitted = ContentModel(packed: trees)

    /// - Parameter packed: base64 of, for each tree, the count of its nodes, its nodes (feature, threshold as a 32-bit float,
    ///   both branches with 128 added to a leaf's number) and its leaves in thousandths.
    init(packed: String) {
        let bytes = [UInt8](Data(base64Encoded: packed, options: .ignoreUnknownCharacters) ?? Data())
        var index = 0
        while index < bytes.count {
            let count = Int(bytes[index])
            guard index + 1 + count * 9 + 2 <= bytes.count else { return }
            index += 1
            let first = Int32(nodes.count)
            let firstLeaf = Int32(leaves.count)
            func branch(_ byte: UInt8) -> Int32 {
                byte < 128 ? first + Int32(byte) : ~(firstLeaf + Int32(byte - 128))
            }
            roots.append(count == 0 ? ~firstLeaf : first)
            for _ in 0..<count {
                let bits = (1...4).reduce(UInt32(0)) { $0 | UInt32(bytes[index + $1]) << UInt32(8 * ($1 - 1)) }
                nodes.append(
                    Node(
                        feature: Int32(bytes[index]), threshold: Float(bitPattern: bits),
                        less: branch(bytes[index + 5]), more: branch(bytes[index + 6])))
                index += 7
            }
            for _ in 0...count {
                let value = Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
                leaves.append(Float(value) / 1000)
                index += 2
            }
        }
    }

    /// The likelihood of each block, 0 to 1.
    ///
    /// - Parameter values: of each block, one after the other, `BlockFeatures.count` numbers.
    func likelihoods(_ values: [Float]) -> [Float] {
        let nodes = nodes.span
        let leaves = leaves.span
        let values = values.span
        var likelihoods: [Float] = []
        likelihoods.reserveCapacity(values.count / BlockFeatures.count)
        for start in stride(from: 0, to: values.count, by: BlockFeatures.count) {
            var sum: Float = 0
            for root in roots {
                var node = root
                while node >= 0 {
                    let question = nodes[Int(node)]
                    node = values[start + Int(question.feature)] <= question.threshold ? question.less : question.more
                }
                sum += leaves[Int(~node)]
            }
            likelihoods.append(1 / (1 + exp(-sum)))
        }
        return likelihoods
    }
}
