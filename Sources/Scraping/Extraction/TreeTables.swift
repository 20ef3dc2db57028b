/// Some of the model's trees, as tables of what they ask.
///
/// No tree is walked. A question that is answered "more" rules out the leaves of its smaller side; of the leaves that are left
/// at the end, the first is the one that a walk would have come to (QuickScorer, Lucchese and others, SIGIR 2015). So all
/// trees' questions about one number are asked one after the other, smallest threshold first, up to the first that is not
/// exceeded, for eight blocks at once. What is asked about the page is the same for all of its blocks and asked once.
struct TreeTables: Sendable {
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
    /// The numbers that are asked about: those of the page first.
    private var asked: [Number] = []
    /// How many of them are the page's.
    private var pages = 0
    /// What each leaf adds, sixteen of each tree from the smallest side on.
    private var worths: [Float] = []

    /// A number that is asked about.
    private struct Number {
        var feature: Int
        /// Where its thresholds begin, and the first one's questions.
        var threshold: Int
        var question: Int
        /// One past the last of its thresholds.
        var end: Int
    }

    init(_ trees: some Sequence<PackedTree>) {
        var all: [(feature: Int, key: Int32, question: Question)] = []
        for (number, tree) in trees.enumerated() {
            for node in tree.nodes {
                let key = Self.keys(SIMD8(repeating: node.threshold.bitPattern))[0]
                all.append((node.feature, key, Question(tree: number, lost: node.lost)))
            }
            worths += tree.worths + [Float](repeating: 0, count: ContentModel.leaves - tree.worths.count)
        }
        all.sort { ($0.feature, $0.key) < ($1.feature, $1.key) }
        let isOfPage = BlockFeatures.isOfPage
        for ask in all.filter({ isOfPage[$0.feature] }) { append(ask.question, about: ask.feature, ask.key) }
        pages = asked.count
        for ask in all.filter({ !isOfPage[$0.feature] }) { append(ask.question, about: ask.feature, ask.key) }
    }

    private mutating func append(_ question: Question, about feature: Int, _ key: Int32) {
        if asked.last?.feature != feature {
            asked.append(Number(feature: feature, threshold: thresholds.count, question: questions.count, end: 0))
            thresholds.append(Threshold(key: key, end: 0))
        } else if thresholds.last?.key != key {
            thresholds.append(Threshold(key: key, end: 0))
        }
        questions.append(question)
        thresholds[thresholds.count - 1].end = questions.count
        asked[asked.count - 1].end = thresholds.count
    }

    /// Numbers as ones that compare as they do, of which the difference of two has 32 bits as well. What is closer to zero than
    /// 2⁻³³ is zero or -1, by its sign; no number may be further from it than 2⁶⁴.
    @inline(__always)
    private static func keys(_ numbers: SIMD8<UInt32>) -> SIMD8<Int32> {
        let bits = SIMD8<Int32>(truncatingIfNeeded: numbers)
        let size = (bits & 0x7FFF_FFFF) &- 0x2F00_0000
        let sign = bits &>> 31
        return (size & ~(size &>> 31)) ^ sign
    }

    /// Adds to the sums of some blocks of a page what these trees say of them.
    ///
    /// - Parameters:
    ///   - blocks: which ones.
    ///   - values: of each block of the page, one after the other, `BlockFeatures.count` numbers.
    func add(to sums: inout [Float], of blocks: [Int], _ values: [Float]) {
        guard let last = blocks.last else { return }
        var start = [Leaves](repeating: Leaves(repeating: -1), count: worths.count / ContentModel.leaves)
        askOfPage(values, last, &start)
        for first in stride(from: 0, to: blocks.count, by: 8) {
            var left = start
            // Where there are less than eight, the last one is asked again.
            var rows = SIMD8<Int>(repeating: last)
            for lane in 0..<min(8, blocks.count - first) { rows[lane] = blocks[first + lane] }
            var open = left.mutableSpan
            ask(values.span, rows &* BlockFeatures.count, &open)
            let worth = worth(open.span)
            for lane in 0..<min(8, blocks.count - first) { sums[blocks[first + lane]] += worth[lane] }
        }
    }

    /// Takes out the leaves that the numbers of the page rule out, which any of its blocks has.
    private func askOfPage(_ values: [Float], _ block: Int, _ left: inout [Leaves]) {
        var open = left.mutableSpan
        for number in asked[..<pages] {
            let value = values[block * BlockFeatures.count + number.feature]
            ask(number, Self.keys(SIMD8(repeating: value.bitPattern)), &open)
        }
    }

    /// Takes out the leaves that the other numbers of these blocks rule out.
    ///
    /// - Parameter rows: where the numbers of each block begin.
    private func ask(_ values: Span<Float>, _ rows: SIMD8<Int>, _ left: inout MutableSpan<Leaves>) {
        for place in pages..<asked.count {
            let number = asked[place]
            func bits(_ lane: Int) -> UInt32 { values[rows[lane] &+ number.feature].bitPattern }
            let keys = Self.keys(SIMD8(bits(0), bits(1), bits(2), bits(3), bits(4), bits(5), bits(6), bits(7)))
            ask(number, keys, &left)
        }
    }

    /// Takes out the leaves that a number's values rule out.
    @inline(__always)
    private func ask(_ number: Number, _ keys: SIMD8<Int32>, _ left: inout MutableSpan<Leaves>) {
        let (thresholds, questions) = (thresholds.span, questions.span)
        var question = number.question
        var place = number.threshold
        while place < number.end {
            let next = thresholds[place]
            // All bits of a lane whose number is more.
            let isMore = Leaves(truncatingIfNeeded: (SIMD8(repeating: next.key) &- keys) &>> 31)
            let four = isMore.lowHalf | isMore.highHalf
            let two = four.lowHalf | four.highHalf
            guard two[0] | two[1] != 0 else { return }
            while question < next.end {
                let asked = questions[question]
                left[asked.tree] &= ~(isMore & Leaves(repeating: asked.lost))
                question &+= 1
            }
            place &+= 1
        }
    }

    /// What the first leaves that are left add up to.
    private func worth(_ left: Span<Leaves>) -> SIMD8<Float> {
        let worths = worths.span
        var sums = SIMD8<Float>()
        for tree in left.indices {
            let lanes = left[tree]
            func worth(_ lane: Int) -> Float {
                worths[tree * ContentModel.leaves + lanes[lane].trailingZeroBitCount & 15]
            }
            sums += SIMD8(
                worth(0), worth(1), worth(2), worth(3), worth(4), worth(5), worth(6), worth(7))
        }
        return sums
    }
}
