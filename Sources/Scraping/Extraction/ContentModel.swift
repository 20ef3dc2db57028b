import Foundation

/// How likely a text block is part of what a reader came for: a sum over small decision trees, each of which asks about a few
/// of `BlockFeatures`.
///
/// The trees are fitted by `Benchmarks/fit_content.py` to pages of seven kinds that people have marked, and kept in
/// `ContentModel+trees.swift`. docs/extraction.md tells how, and how well they do on pages they were not fitted to.
///
/// No tree is walked. A question that is answered "more" rules out the leaves of its smaller side; of the leaves that are left
/// at the end, the first is the one that a walk would have come to (QuickScorer, Lucchese and others, SIGIR 2015). So all
/// trees' questions about one number are asked one after the other, smallest threshold first, up to the first that is not
/// exceeded, for eight blocks at once.
struct ContentModel: Sendable {
    /// A value with which a number is compared.
    private struct Threshold {
        var key: Int32
        /// One past the last of the questions that compare with it.
        var end: Int
    }

    /// What a number that is more than the threshold rules out.
    private struct Question {
        var tree: Int
        var lost: Int16
    }

    /// Of eight blocks the leaves that are left, a bit each.
    private typealias Leaves = SIMD8<Int16>

    private var thresholds: [Threshold] = []
    private var questions: [Question] = []
    /// Of each number, one past the last of its thresholds.
    private var ends: [Int] = []
    /// What each leaf adds, sixteen of each tree from the smallest side on.
    private var worths: [Float] = []

    static let fitted = ContentModel(packed: trees)

    /// Leaves of a tree.
    static let leaves = 16

    /// - Parameter packed: base64 of, for each tree, the count of its nodes, its nodes (feature, threshold as a 32-bit float,
    ///   both branches with 128 added to a leaf's number) and its leaves in thousandths.
    init(packed: String) {
        let bytes = [UInt8](Data(base64Encoded: packed, options: .ignoreUnknownCharacters) ?? Data())
        var asked: [(feature: Int, key: Int32, question: Question)] = []
        var index = 0
        while let tree = PackedTree(bytes, at: &index) {
            let number = worths.count / Self.leaves
            for node in tree.nodes {
                let key = Self.keys(SIMD8(repeating: node.threshold.bitPattern))[0]
                asked.append((node.feature, key, Question(tree: number, lost: node.lost)))
            }
            worths += tree.worths + [Float](repeating: 0, count: Self.leaves - tree.worths.count)
        }
        asked.sort { ($0.feature, $0.key) < ($1.feature, $1.key) }
        for (place, (feature, key, question)) in asked.enumerated() {
            while ends.count < feature { ends.append(thresholds.count) }
            if place == 0 || asked[place - 1].feature != feature || asked[place - 1].key != key {
                thresholds.append(Threshold(key: key, end: questions.count))
            }
            questions.append(question)
            thresholds[thresholds.count - 1].end = questions.count
        }
        while ends.count < BlockFeatures.count { ends.append(thresholds.count) }
    }

    /// Numbers as ones that compare as they do, of which the difference of two has 32 bits as well. What is closer to zero than
    /// 2⁻³³ is zero or -1, by its sign; no number may be further from it than 2⁶⁴.
    private static func keys(_ numbers: SIMD8<UInt32>) -> SIMD8<Int32> {
        let bits = SIMD8<Int32>(truncatingIfNeeded: numbers)
        let size = (bits & 0x7FFF_FFFF) &- 0x2F00_0000
        let sign = bits &>> 31
        return (size & ~(size &>> 31)) ^ sign
    }

    /// The likelihood of each block, 0 to 1.
    ///
    /// - Parameter values: of each block, one after the other, `BlockFeatures.count` numbers.
    func likelihoods(_ values: [Float]) -> [Float] {
        let count = values.count / BlockFeatures.count
        let values = values.span
        var likelihoods = [Float](repeating: 0, count: count)
        var left = [Leaves](repeating: Leaves(), count: worths.count / Self.leaves)
        for first in stride(from: 0, to: count, by: 8) {
            for tree in left.indices { left[tree] = Leaves(repeating: -1) }
            var open = left.mutableSpan
            ask(values, from: first, &open)
            let sums = self.sums(open.span)
            for lane in 0..<min(8, count - first) { likelihoods[first + lane] = 1 / (1 + exp(-sums[lane])) }
        }
        return likelihoods
    }

    /// Takes out the leaves that the numbers of these blocks rule out.
    private func ask(_ values: Span<Float>, from first: Int, _ left: inout MutableSpan<Leaves>) {
        let (thresholds, questions, ends) = (thresholds.span, questions.span, ends.span)
        let width = BlockFeatures.count
        let last = values.count / width - 1
        // Where there are less than eight, the last one is asked again.
        func start(_ lane: Int) -> Int { min(first + lane, last) * width }
        let row0 = values.extracting(start(0)..<start(0) + width)
        let row1 = values.extracting(start(1)..<start(1) + width)
        let row2 = values.extracting(start(2)..<start(2) + width)
        let row3 = values.extracting(start(3)..<start(3) + width)
        let row4 = values.extracting(start(4)..<start(4) + width)
        let row5 = values.extracting(start(5)..<start(5) + width)
        let row6 = values.extracting(start(6)..<start(6) + width)
        let row7 = values.extracting(start(7)..<start(7) + width)
        var threshold = 0
        var question = 0
        for feature in 0..<width {
            let end = ends[feature]
            guard threshold < end else { continue }
            let keys = Self.keys(
                SIMD8(
                    row0[feature].bitPattern, row1[feature].bitPattern, row2[feature].bitPattern,
                    row3[feature].bitPattern, row4[feature].bitPattern, row5[feature].bitPattern,
                    row6[feature].bitPattern, row7[feature].bitPattern))
            let most = keys.max()
            while threshold < end, thresholds[threshold].key < most {
                let next = thresholds[threshold]
                // All bits of a lane whose number is more.
                let isMore = Leaves(truncatingIfNeeded: (SIMD8(repeating: next.key) &- keys) &>> 31)
                while question < next.end {
                    let asked = questions[question]
                    left[asked.tree] &= ~(isMore & Leaves(repeating: asked.lost))
                    question += 1
                }
                threshold += 1
            }
            threshold = end
            question = thresholds[end - 1].end
        }
    }

    /// What the first leaves that are left add up to.
    private func sums(_ left: Span<Leaves>) -> SIMD8<Float> {
        let worths = worths.span
        var sums = SIMD8<Float>()
        for tree in left.indices {
            let lanes = left[tree]
            func worth(_ lane: Int) -> Float { worths[tree * Self.leaves + lanes[lane].trailingZeroBitCount & 15] }
            sums += SIMD8(
                worth(0), worth(1), worth(2), worth(3), worth(4), worth(5), worth(6), worth(7))
        }
        return sums
    }
}
