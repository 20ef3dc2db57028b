/// How much of a text is sentences, 0 to 1: a list of links, a menu or a wall of keywords is little, prose is much.
package enum TextQuality {
    /// The share of words in sentences, less where the text is short or repeats itself.
    package static func score(_ text: String) -> Double {
        let lines = text.split(whereSeparator: \.isNewline)
        guard !lines.isEmpty else { return 0 }
        var words = 0
        var wordsInSentences = 0
        var seen: Set<Substring> = []
        var repeated = 0
        for line in lines {
            let count = line.split(whereSeparator: \.isWhitespace).count
            words += count
            if count >= 6, line.contains(where: { ".!?…。！？".contains($0) }) { wordsInSentences += count }
            if !seen.insert(line).inserted { repeated += count }
        }
        guard words > 0 else { return 0 }
        let prose = Double(wordsInSentences) / Double(words)
        let length = min(1, Double(words) / 200)
        let fresh = 1 - Double(repeated) / Double(words)
        return prose * (0.5 + 0.5 * length) * fresh
    }
}
