import Foundation

/// How likely a text block is part of what a reader came for: a sum over small decision trees, each of which asks about a few
/// of `BlockFeatures`.
///
/// The trees are fitted by `Benchmarks/fit_content.py` to pages of seven kinds that people have marked, and kept in
/// `ContentModel+trees.swift`. docs/extraction.md tells how, and how well they do on pages they were not fitted to.
///
/// Of most blocks, menus above all, the first trees know enough: those that come after them are asked about the rest only.
struct ContentModel: Sendable {
    /// Leaves of a tree.
    static let leaves = 16
    /// How many trees are asked about all blocks.
    static let first = 80
    /// A block whose sum is as far from zero after the first trees is decided by them.
    static let decided: Float = 2.3

    private let all: TreeTables
    private let rest: TreeTables

    static let fitted = ContentModel(packed: trees)

    /// - Parameter packed: base64 of the trees, one after the other, as `PackedTree` reads them.
    init(packed: String) {
        let bytes = [UInt8](Data(base64Encoded: packed, options: .ignoreUnknownCharacters) ?? Data())
        var trees: [PackedTree] = []
        var index = 0
        while let tree = PackedTree(bytes, at: &index) { trees.append(tree) }
        all = TreeTables(trees.prefix(Self.first))
        rest = TreeTables(trees.dropFirst(Self.first))
    }

    /// The likelihood of each block, 0 to 1.
    ///
    /// - Parameter values: of each block, one after the other, `BlockFeatures.count` numbers.
    func likelihoods(_ values: [Float]) -> [Float] {
        var sums = [Float](repeating: 0, count: values.count / BlockFeatures.count)
        all.add(to: &sums, of: Array(sums.indices), values)
        rest.add(to: &sums, of: sums.indices.filter { abs(sums[$0]) < Self.decided }, values)
        return sums.map { 1 / (1 + exp(-$0)) }
    }
}
