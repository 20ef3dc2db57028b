import Pipelines

/// Taking sentences out of documents.
enum Extract {
    /// Sentences that could stand in a summary: not too short, not too long, ended like a sentence.
    static func candidates(of sources: [WritingSource]) -> [SentenceRanker.Candidate] {
        sources.enumerated().flatMap { index, source in
            SentenceSplitter.sentences(of: source.document.text).enumerated()
                .filter { isUsable($0.element) }
                .map { SentenceRanker.Candidate(text: $0.element, document: index, position: $0.offset) }
        }
    }

    /// The best sentences of one document, about `words` words of them, in reading order.
    static func sentences(of source: WritingSource, words: Int, language: String) -> [String] {
        let candidates = candidates(of: [source])
        let ranker = SentenceRanker(candidates, title: source.document.title, language: language)
        let average = max(8, candidates.reduce(0) { $0 + wordCount($1.text) } / max(1, candidates.count))
        let chosen = ranker.best(max(2, words / average)).map(\.text)
        return chosen.isEmpty ? Array(SentenceSplitter.sentences(of: source.document.text).prefix(2)) : chosen
    }

    /// Three sentences to a paragraph: what a reader takes in at a glance.
    static func paragraphs(_ sentences: [String]) -> [String] {
        stride(from: 0, to: sentences.count, by: 3).map { start in
            sentences[start..<min(start + 3, sentences.count)].joined(separator: " ")
        }
    }

    /// The paragraphs as Markdown: a quotation with its author where the words are not ours to set.
    static func quoted(_ paragraphs: [String], source: WritingSource) -> String {
        let escaped = paragraphs.map(Markdown.escaped)
        guard source.reference.rights == .quote else { return escaped.joined(separator: "\n\n") }
        let author = source.document.author ?? source.document.site
        let credit = author.map { ["— " + Markdown.escaped($0)] } ?? []
        return (escaped + credit).map { "> " + $0 }.joined(separator: "\n>\n")
    }

    /// At most `limit` characters, cut between words, with an ellipsis where something is missing.
    static func cut(_ text: String, to limit: Int) -> String {
        guard text.count > limit else { return text }
        var result = ""
        for word in text.split(separator: " ") {
            guard result.count + word.count + 2 <= limit else { break }
            result += result.isEmpty ? word : " " + word
        }
        return result + "…"
    }

    static func wordCount(_ text: String) -> Int { text.split(whereSeparator: \.isWhitespace).count }

    private static func isUsable(_ sentence: String) -> Bool {
        let words = wordCount(sentence)
        guard let last = sentence.last, ".!…”\"’)。！".contains(last) else { return false }
        return (5...80).contains(words) && !sentence.contains("http") && !sentence.hasPrefix("|")
    }
}
