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
    }

    private struct Tree {
        var root: Int32
        /// After so many questions every path has come to its leaf.
        var depth: Int
    }

    private var trees: [Tree] = []
    /// The questions and the leaves. A leaf asks too, and leads to itself.
    private var nodes: [Node] = []
    /// Of each node two: the next where the value is at most the threshold, and where it is more. Chosen by their place,
    /// since no processor can guess which it will be.
    private var branches: [Int32] = []
    /// What a node adds; of a question nothing.
    private var worths: [Float] = []

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
            // The questions of a tree stand first, then its leaves.
            func branch(_ byte: UInt8) -> Int32 {
                first + (byte < 128 ? Int32(byte) : Int32(count) + Int32(byte - 128))
            }
            for _ in 0..<count {
                let bits = (1...4).reduce(UInt32(0)) { $0 | UInt32(bytes[index + $1]) << UInt32(8 * ($1 - 1)) }
                nodes.append(Node(feature: Int32(bytes[index]), threshold: Float(bitPattern: bits)))
                branches += [branch(bytes[index + 5]), branch(bytes[index + 6])]
                worths.append(0)
                index += 7
            }
            for _ in 0...count {
                let value = Int16(bitPattern: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8)
                branches += [Int32(nodes.count), Int32(nodes.count)]
                nodes.append(Node(feature: 0, threshold: 0))
                worths.append(Float(value) / 1000)
                index += 2
            }
            trees.append(Tree(root: first, depth: depth(from: Int(first), count: count)))
        }
    }

    /// The longest way from the root of a tree whose questions come before those that they lead to.
    private func depth(from first: Int, count: Int) -> Int {
        var depths = [Int](repeating: 0, count: 2 * count + 1)
        for node in 0..<count {
            for branch in branches[2 * (first + node)...2 * (first + node) + 1] {
                let next = Int(branch) - first
                if depths.indices.contains(next) { depths[next] = max(depths[next], depths[node] + 1) }
            }
        }
        return depths.max() ?? 0
    }

    /// The likelihood of each block, 0 to 1.
    ///
    /// - Parameter values: of each block, one after the other, `BlockFeatures.count` numbers.
    func likelihoods(_ values: [Float]) -> [Float] {
        let count = values.count / BlockFeatures.count
        let values = values.span
        var likelihoods = [Float](repeating: 0, count: count)
        for first in stride(from: 0, to: count, by: 4) {
            // Four blocks at once, so that the processor has something to do while it waits for one of them. The last ones
            // are asked again where there are less.
            let rows = SIMD4<Int>(first, first + 1, first + 2, first + 3).clamped(
                lowerBound: .zero, upperBound: SIMD4(repeating: count - 1))
            let sums = self.sums(values, rows &* BlockFeatures.count)
            for place in 0..<min(4, count - first) { likelihoods[first + place] = 1 / (1 + exp(-sums[place])) }
        }
        return likelihoods
    }

    /// What the trees add up to for the blocks whose numbers start at these places.
    private func sums(_ values: Span<Float>, _ starts: SIMD4<Int>) -> SIMD4<Float> {
        let nodes = nodes.span
        let branches = branches.span
        let worths = worths.span
        func next(_ node: Int, _ start: Int) -> Int {
            let question = nodes[node]
            return Int(branches[node * 2 + (values[start + Int(question.feature)] <= question.threshold ? 0 : 1)])
        }
        let (start0, start1, start2, start3) = (starts[0], starts[1], starts[2], starts[3])
        var sums = SIMD4<Float>()
        for tree in trees {
            var node0 = Int(tree.root)
            var (node1, node2, node3) = (node0, node0, node0)
            for _ in 0..<tree.depth {
                node0 = next(node0, start0)
                node1 = next(node1, start1)
                node2 = next(node2, start2)
                node3 = next(node3, start3)
            }
            sums += SIMD4(worths[node0], worths[node1], worths[node2], worths[node3])
        }
        return sums
    }
}
