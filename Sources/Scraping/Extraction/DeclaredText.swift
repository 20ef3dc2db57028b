import Markup

/// What a page says in its structured data and its description about its own text, as the set of its runs of three words.
struct DeclaredText {
    private var runs: HashSet

    /// - Parameter texts: at most the first 200 KB of them are read.
    init(_ texts: [String]) {
        var left = 200_000
        var lists: [[UInt64]] = []
        for text in texts where left > 0 {
            lists.append(WordRuns.words(of: text.utf8.prefix(left)))
            left -= text.utf8.count
        }
        runs = HashSet(holding: lists.reduce(0) { $0 + $1.count })
        for list in lists where list.count >= WordRuns.length {
            let words = list.span
            for start in 0...(words.count - WordRuns.length) { runs.insert(WordRuns.hash(words, start)) }
        }
    }

    /// The part of a text's runs of words that the page declares, 0 to 1.
    func share(of words: Span<UInt64>) -> Float {
        guard !runs.isEmpty, words.count >= WordRuns.length else { return 0 }
        let starts = words.count - WordRuns.length + 1
        var found = 0
        for start in 0..<starts where runs.contains(WordRuns.hash(words, start)) { found += 1 }
        return Float(found) / Float(starts)
    }
}
