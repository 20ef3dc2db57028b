/// Chooses the blocks of a page by their likelihoods.
///
/// A fixed bar would be wrong at both ends: on a page of one clear article it lets stray lines in, on a page of many small
/// parts it keeps nothing. Here the bar is where precision and recall of the words together (F1) can be expected to be best,
/// taking each likelihood at its word.
enum ContentSelection {
    /// Whether each block is kept.
    static func choose(_ likelihoods: [Float], words: [Float]) -> [Bool] {
        let order = likelihoods.indices.sorted { likelihoods[$0] > likelihoods[$1] }
        let expected = zip(likelihoods, words).reduce(Float(0)) { $0 + $1.0 * $1.1 }
        var kept = [Bool](repeating: false, count: likelihoods.count)
        var hits: Float = 0
        var taken: Float = 0
        var best: Float = 0
        var bestCount = 0
        for (position, block) in order.enumerated() {
            hits += likelihoods[block] * words[block]
            taken += words[block]
            let score = 2 * hits / max(1e-6, taken + expected)
            if score > best {
                best = score
                bestCount = position + 1
            }
        }
        for block in order.prefix(bestCount) { kept[block] = true }
        return kept
    }
}
