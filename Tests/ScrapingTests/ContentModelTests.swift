import Foundation
import PressworkTestSupport
import Testing

@testable import Scraping

/// Asking all trees at once comes to the leaves that walking each of them comes to.
@Suite struct ContentModelTests {
    @Test func askingIsWalking() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<40 {
            let trees = randomTrees(1...30, using: &random)
            let rows = randomRows(using: &random)
            let found = model(of: trees).likelihoods(rows.flatMap(\.self))
            for (row, likelihood) in zip(rows, found) {
                #expect(likelihood == 1 / (1 + exp(-sum(of: trees, row))), "seed \(seed)")
            }
            #expect(found.count == rows.count, "seed \(seed)")
        }
    }

    /// Blocks that are decided have the sum of the first trees, which is far from zero; all others have the whole sum.
    @Test func laterTreesAreAskedAboutWhatIsUndecided() {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededGenerator(seed: seed)
        var decided = 0
        var undecided = 0
        for _ in 0..<20 {
            let trees = randomTrees(ContentModel.first + 1...ContentModel.first + 30, using: &random)
            let rows = randomRows(using: &random)
            let found = model(of: trees).likelihoods(rows.flatMap(\.self))
            for (row, likelihood) in zip(rows, found) {
                let first = sum(of: trees.prefix(ContentModel.first), row)
                let isDecided = abs(first) >= ContentModel.decided
                (decided, undecided) = isDecided ? (decided + 1, undecided) : (decided, undecided + 1)
                let all = isDecided ? first : first + sum(of: trees.dropFirst(ContentModel.first), row)
                #expect(likelihood == 1 / (1 + exp(-all)), "seed \(seed)")
            }
        }
        #expect(decided > 0 && undecided > 0, "seed \(seed)")
    }

    private func randomTrees(_ counts: ClosedRange<Int>, using random: inout SeededGenerator) -> [RandomTree] {
        (0..<Int.random(in: counts, using: &random)).map { _ in RandomTree(using: &random) }
    }

    /// The numbers of some blocks of a page: what is the page's they have alike.
    private func randomRows(using random: inout SeededGenerator) -> [[Float]] {
        func row() -> [Float] {
            // What is so close to zero is zero to the model.
            (0..<BlockFeatures.count).map { _ in RandomTree.number(using: &random) }.map { abs($0) < 1e-9 ? 0 : $0 }
        }
        let page = row()
        return (0..<Int.random(in: 1...20, using: &random)).map { _ in
            zip(row(), zip(page, BlockFeatures.isOfPage)).map { $1.1 ? $1.0 : $0 }
        }
    }

    private func model(of trees: [RandomTree]) -> ContentModel {
        ContentModel(packed: Data(trees.flatMap(\.packed)).base64EncodedString())
    }

    private func sum(of trees: some Sequence<RandomTree>, _ row: [Float]) -> Float {
        trees.reduce(0) { $0 + $1.worth(of: row) }
    }
}

/// A tree of at most sixteen leaves.
private struct RandomTree {
    private var nodes: [(feature: UInt8, threshold: Float, branches: [UInt8])] = []
    private var leaves: [Int16] = []

    init(using random: inout SeededGenerator) {
        _ = grow(Int.random(in: 1...16, using: &random), using: &random)
    }

    /// What features and thresholds are like: whole numbers, parts, LightGBM's own zeros, large ones.
    static func number(using random: inout SeededGenerator) -> Float {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: Float(Int.random(in: -3...3, using: &random))
        case 1: Float.random(in: -1...1, using: &random)
        case 2: [0, 1e-35, -1e-35][Int.random(in: 0..<3, using: &random)]
        case 3: Float.random(in: -300...100_000, using: &random)
        case 4: Float.random(in: 0...1e-6, using: &random)
        default: Float(Int.random(in: 0...100_000, using: &random))
        }
    }

    /// A tree of so many leaves; how its parent names it.
    private mutating func grow(_ count: Int, using random: inout SeededGenerator) -> UInt8 {
        guard count > 1 else {
            leaves.append(Int16.random(in: -900...900, using: &random))
            return UInt8(127 + leaves.count)
        }
        let place = nodes.count
        let feature = UInt8.random(in: 0..<UInt8(BlockFeatures.count), using: &random)
        nodes.append((feature, Self.number(using: &random), []))
        let smaller = Int.random(in: 1..<count, using: &random)
        for part in [smaller, count - smaller] { nodes[place].branches.append(grow(part, using: &random)) }
        return UInt8(place)
    }

    func worth(of row: [Float]) -> Float {
        var branch: UInt8 = nodes.isEmpty ? 128 : 0
        while branch < 128 {
            let node = nodes[Int(branch)]
            branch = node.branches[row[Int(node.feature)] <= node.threshold ? 0 : 1]
        }
        return Float(leaves[Int(branch - 128)]) / 1000
    }

    var packed: [UInt8] { packed(from: nodes.isEmpty ? 128 : 0) }

    private func packed(from branch: UInt8) -> [UInt8] {
        guard branch < 128 else {
            let worth = bytes(of: leaves[Int(branch - 128)].bigEndian)
            return [worth[0] | 0x80, worth[1]]
        }
        let node = nodes[Int(branch)]
        return [node.feature] + bytes(of: node.threshold.bitPattern.littleEndian)
            + node.branches.flatMap { packed(from: $0) }
    }

    private func bytes<Number: FixedWidthInteger>(of number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> Number($0 * 8)) }
    }
}
