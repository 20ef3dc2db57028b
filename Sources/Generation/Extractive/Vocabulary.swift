import Foundation

/// Terms of a set of sentences with their inverse document frequency.
struct Vocabulary: Sendable {
    private let stopWords: Set<String>
    private var numbers: [String: Int] = [:]
    private var names: [String] = []
    private var frequencies: [Int] = []
    private var sentenceCount = 0

    /// Counts the terms of `sentences`, words of `language`.
    init(sentences: [String], language: String) {
        stopWords = StopWords.of(language: language)
        for sentence in sentences {
            sentenceCount += 1
            for term in Set(terms(of: sentence)).sorted() {
                if let number = numbers[term] {
                    frequencies[number] += 1
                } else {
                    numbers[term] = names.count
                    names.append(term)
                    frequencies.append(1)
                }
            }
        }
    }

    /// The tf-idf vector of a text; terms that no sentence has are left out.
    func vector(of text: String) -> TermVector {
        var counts: [Int: Double] = [:]
        for term in terms(of: text) {
            if let number = numbers[term] { counts[number, default: 0] += 1 }
        }
        return TermVector(
            Dictionary(uniqueKeysWithValues: counts.map { ($0.key, $0.value * inverseFrequency($0.key)) }))
    }

    /// Terms with the highest total weight: what the texts are about.
    func keywords(limit: Int) -> [String] {
        let scored = names.indices.filter { frequencies[$0] > 1 && names[$0].count > 3 }
            .map { (names[$0], Double(frequencies[$0]) * inverseFrequency($0)) }
        return scored.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(limit).map(\.0)
    }

    private func inverseFrequency(_ number: Int) -> Double {
        log(Double(1 + sentenceCount) / Double(1 + frequencies[number])) + 1
    }

    private func terms(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" }
            .map { $0.trimmingPrefix { $0 == "-" } }
            .map(String.init)
            .filter { $0.count > 1 && !stopWords.contains($0) }
            .map(Self.stem)
    }

    /// Folds the plainest plurals together; anything cleverer helps ranking little and hurts other languages.
    private static func stem(_ word: String) -> String {
        guard word.count > 4, word.hasSuffix("s"), !word.hasSuffix("ss") else { return word }
        return String(word.dropLast())
    }
}
