import Pipelines

/// What checks look at in an answer.
struct CheckedText {
    private let markdown: String
    private let sentences: [String]

    init(_ part: WrittenPart) {
        let pieces = part.sections.flatMap { [$0.heading, $0.markdown] } + [part.summary ?? ""] + part.keywords
        markdown = pieces.joined(separator: "\n")
        sentences = SentenceSplitter.sentences(of: markdown)
    }

    // MARK: Numbers

    /// Numbers of two digits and more, `1,000` and `1.000` as `1000`: smaller ones are often words in the other text.
    var numbers: Set<String> { Self.numbers(in: Self.withoutLinks(markdown)) }

    /// The numbers of all that a task gives, a list's `10,20` as its parts, too.
    static func numbers(of task: WritingTask) -> Set<String> {
        let place = task.chapter.map { [$0.chapter.title, $0.chapter.about] + $0.titles } ?? []
        let texts = task.sources.flatMap { [$0.document.title, $0.document.markdown, $0.document.published ?? ""] }
        return ([task.title] + place + texts).reduce(into: []) { all, text in
            all.formUnion(numbers(in: text))
            all.formUnion(numbers(in: text.replacing(",", with: " ").replacing(".", with: " ")))
        }
    }

    private static func numbers(in text: String) -> Set<String> {
        let words = text.split { !($0.isASCII && $0.isNumber) && $0 != "." && $0 != "," }
        return Set(words.map { $0.filter(\.isNumber) }.filter { $0.count > 1 })
    }

    // MARK: Links

    var links: Set<String> { Self.links(in: markdown) }

    static func links(of sources: [WritingSource]) -> Set<String> {
        sources.reduce(into: []) { all, source in
            all.insert(trimmed(source.reference.url[...]))
            all.formUnion(links(in: source.document.markdown))
        }
    }

    private static func links(in text: String) -> Set<String> {
        var found: Set<String> = []
        for scheme in ["http://", "https://"] {
            var rest = text[...]
            while let start = rest.firstRange(of: scheme) {
                let end = rest[start.upperBound...].firstIndex { $0.isWhitespace || "<>\"')]`".contains($0) }
                found.insert(trimmed(rest[start.lowerBound..<(end ?? rest.endIndex)]))
                rest = rest[(end ?? rest.endIndex)...]
            }
        }
        return found
    }

    private static func trimmed(_ address: Substring) -> String {
        var address = address
        while let last = address.last, ".,;:!?/".contains(last) { address.removeLast() }
        return String(address)
    }

    private static func withoutLinks(_ text: String) -> String {
        links(in: text).sorted { $0.count > $1.count }.reduce(text) { $0.replacing($1, with: " ") }
    }

    // MARK: Words

    /// A sentence of five words or more that stands there three times.
    var repeatedSentence: String? {
        var counts: [String: Int] = [:]
        return sentences.first { sentence in
            let words = sentence.split { !$0.isLetter && !$0.isNumber }
            guard words.count >= 5 else { return false }
            let key = words.joined(separator: " ").lowercased()
            counts[key, default: 0] += 1
            return counts[key] == 3
        }
    }

    /// What a model says of itself, and what it leaves to be filled in.
    static let banned = [
        "as an ai", "as a language model", "as an assistant", "i cannot fulfill", "lorem ipsum", "[insert", "[your ",
        "{{",
    ]

    var bannedPhrase: String? {
        let text = markdown.lowercased()
        return Self.banned.first { text.contains($0) }
    }

    /// The language whose small words fill the text, when it is clearly another than the expected one.
    func foreignLanguage(expected tag: String) -> String? {
        let known = ["en", "pt", "de", "es", "fr"]
        let own = String(tag.prefix(2).lowercased())
        let words = markdown.lowercased().split { !$0.isLetter }
        guard known.contains(own), words.count >= 30 else { return nil }
        func count(_ language: String) -> Int {
            let stop = StopWords.of(language: language)
            return words.count { stop.contains(String($0)) }
        }
        let best = known.map { ($0, count($0)) }.max { $0.1 < $1.1 }
        guard let best, best.0 != own, best.1 > 2 * count(own), best.1 * 5 > words.count else { return nil }
        return best.0
    }

    /// Flesch's reading ease below 30 ("very difficult"), of English texts of a hundred words and more.
    /// Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948).
    func isHard(_ language: String) -> Bool {
        let words = markdown.lowercased().split { !$0.isLetter && $0 != "'" }
        guard language.lowercased().hasPrefix("en"), words.count >= 100, !sentences.isEmpty else { return false }
        let syllables = words.map(Self.syllables).reduce(0, +)
        let ease =
            206.835 - 1.015 * Double(words.count) / Double(sentences.count)
            - 84.6 * Double(syllables) / Double(words.count)
        return ease < 30
    }

    /// Groups of vowels, without a last `e`.
    private static func syllables(_ word: Substring) -> Int {
        var count = 0
        var wasVowel = false
        for letter in word.hasSuffix("e") ? word.dropLast() : word {
            let isVowel = "aeiouy".contains(letter)
            if isVowel, !wasVowel { count += 1 }
            wasVowel = isVowel
        }
        return max(1, count)
    }
}
