/// Chooses the blocks of a page by their likelihoods.
///
/// A fixed bar would be wrong at both ends: on a page of one clear article it lets stray lines in, on a page of many small
/// parts it keeps nothing. Here the bar is where precision and recall of the words together (F1) can be expected to be best.
///
/// Blocks of a page are not right or wrong by themselves: whoever wants one of thirty reviews wants them all. Eight readers
/// are asked, who differ in how much of any page they want, and what they all in all would be served best with is kept. Were
/// each likelihood taken at its word, long parts that are not likely would be kept for the sake of their many words.
enum ContentSelection {
    /// By what each reader divides the odds against a block: what stands in the middle of each eighth of a normal distribution
    /// with three in log odds as its deviation, fitted with the trees.
    private static let readers = SIMD8<Float>(0.010_03, 0.069_85, 0.230_8, 0.623_8, 1.603, 4.333, 14.32, 99.72)

    /// Whether each block is kept.
    static func choose(_ likelihoods: [Float], words: [Float]) -> [Bool] {
        let order = likelihoods.indices.sorted { likelihoods[$0] > likelihoods[$1] }
        let wanted = zip(likelihoods, words).map { Self.wanted($0) * $1 }
        let expected = wanted.reduce(SIMD8<Float>(), +)
        var kept = [Bool](repeating: false, count: likelihoods.count)
        var hits = SIMD8<Float>()
        var taken: Float = 0
        var best: Float = 0
        var bestCount = 0
        for (position, block) in order.enumerated() {
            hits += wanted[block]
            taken += words[block]
            let score = (hits / (expected + max(1e-6, taken))).sum()
            if score > best {
                best = score
                bestCount = position + 1
            }
        }
        for block in order.prefix(bestCount) { kept[block] = true }
        return kept
    }

    /// How likely each reader wants a block. Its likelihood already blurs what they differ in, so that it is sharpened first.
    private static func wanted(_ likelihood: Float) -> SIMD8<Float> {
        let against = (1 - likelihood) / likelihood
        return 1 / (1 + against * against.squareRoot() / readers)
    }
}
