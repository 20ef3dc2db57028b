/// Chooses the sentences that say most: LexRank over tf-idf, closeness to the title, position, and maximal marginal
/// relevance against repetition.
///
/// Erkan and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", JAIR 22 (2004);
/// Carbonell and Goldstein, "The Use of MMR" (SIGIR 1998). The weights are those measured against lead and sumy.
package struct SentenceRanker: Sendable {
    /// A sentence with its place.
    package struct Candidate: Sendable, Hashable {
        package var text: String
        /// Index of its document.
        package var document: Int
        /// Its place in the document, from 0.
        package var position: Int

        package init(text: String, document: Int, position: Int) {
            self.text = text
            self.document = document
            self.position = position
        }
    }

    /// Sentences that are compared with each other at most: the matrix is quadratic.
    static let limit = 400
    private static let damping = 0.85
    private static let iterations = 30
    private static let titleWeight = 0.6
    private static let positionWeight = 0.8
    private static let relevance = 0.7

    private let candidates: [Candidate]
    private let vectors: [TermVector]
    private let scores: [Double]

    /// Ranks `candidates` for a text about `title`.
    package init(_ candidates: [Candidate], title: String, language: String) {
        let kept = Array(candidates.prefix(Self.limit))
        let vocabulary = Vocabulary(sentences: kept.map(\.text), language: language)
        let vectors = kept.map { vocabulary.vector(of: $0.text) }
        let central = Self.centrality(of: vectors)
        let topic = vocabulary.vector(of: title)
        self.candidates = kept
        self.vectors = vectors
        scores = kept.indices.map { index in
            central[index] + Self.titleWeight * vectors[index].cosine(topic)
                + Self.positionWeight / (1 + 0.35 * Double(kept[index].position))
        }
    }

    /// The best `count` sentences that do not repeat each other, in reading order.
    package func best(_ count: Int) -> [Candidate] {
        var chosen: [Int] = []
        var left = Array(candidates.indices)
        while chosen.count < count, !left.isEmpty {
            let pick = left.max { (value($0, chosen), $1) < (value($1, chosen), $0) }
            guard let pick else { break }
            chosen.append(pick)
            left.removeAll { $0 == pick || vectors[$0].cosine(vectors[pick]) >= 0.6 }
        }
        return chosen.sorted().map { candidates[$0] }
    }

    private func value(_ index: Int, _ chosen: [Int]) -> Double {
        let repetition = chosen.map { vectors[index].cosine(vectors[$0]) }.max() ?? 0
        return Self.relevance * scores[index] - (1 - Self.relevance) * repetition
    }

    /// PageRank over the similarity graph, scaled so that the best sentence has 1.
    private static func centrality(of vectors: [TermVector]) -> [Double] {
        let count = vectors.count
        guard count > 1 else { return Array(repeating: 1, count: count) }
        var weights = Array(repeating: Array(repeating: 0.0, count: count), count: count)
        for row in 0..<count {
            for column in row + 1..<count {
                let cosine = vectors[row].cosine(vectors[column])
                weights[row][column] = cosine
                weights[column][row] = cosine
            }
        }
        for row in 0..<count {
            let sum = weights[row].reduce(0, +)
            if sum > 0 { for column in 0..<count { weights[row][column] /= sum } }
        }
        var ranks = Array(repeating: 1 / Double(count), count: count)
        for _ in 0..<iterations {
            var next = Array(repeating: (1 - damping) / Double(count), count: count)
            for row in 0..<count {
                for column in 0..<count where weights[row][column] > 0 {
                    next[column] += damping * ranks[row] * weights[row][column]
                }
            }
            ranks = next
        }
        let best = ranks.max() ?? 1
        return best > 0 ? ranks.map { $0 / best } : ranks
    }
}
