/// How much of a text is sentences, 0 to 1: a list of links, a menu or a wall of keywords is little, prose is much.
package enum TextQuality {
    /// Words of a text that is long enough.
    private static let longText = 200
    /// Words of a line that is long enough to hold a sentence.
    private static let longLine = 6

    /// The share of words in sentences, less where the text is short or repeats itself; in hundredths.
    package static func score(_ text: String) -> Double { read(text).score }

    /// The same, and the runs of letters and digits of the text.
    static func read(_ text: String) -> (score: Double, words: Int) {
        var sums = Sums()
        var line = Line()
        let letters = text.utf8Span.span
        for index in letters.indices {
            let byte = letters[index]
            if byte == 0x0A {
                sums.add(line)
                line = Line()
            } else {
                line.add(byte)
            }
        }
        sums.add(line)
        guard sums.words > 0 else { return (0, 0) }
        let prose = Double(sums.inSentences) / Double(sums.words)
        let length = min(1, Double(sums.words) / Double(longText))
        let fresh = 1 - Double(sums.repeated) / Double(sums.words)
        return ((prose * (0.5 + 0.5 * length) * fresh * 100).rounded() / 100, sums.runs)
    }

    private struct Sums {
        var words = 0
        /// Words without those that are counted for scripts without blanks.
        var runs = 0
        var inSentences = 0
        var repeated = 0
        private var seen: Set<UInt64> = []

        mutating func add(_ line: Line) {
            let count = line.words + line.wideBytes / 6
            guard count > 0 else { return }
            words += count
            runs += line.words
            if count >= TextQuality.longLine, line.endsSentence || line.isEnding { inSentences += count }
            if !seen.insert(line.hash).inserted { repeated += count }
        }
    }

    /// What counts of one line.
    private struct Line {
        var words = 0
        /// Bytes of characters of scripts that are written without blanks: two such characters count as a word.
        var wideBytes = 0
        /// A mark that ends sentences was met, and then no word went on.
        var endsSentence = false
        /// A mark that ends sentences was the last.
        var isEnding = false
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        private var wasWord = false
        private var last: UInt32 = 0
        private var wideLeft = 0

        @inline(__always)
        mutating func add(_ byte: UInt8) {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
            let isWord = byte.isWordByte
            if isWord, !wasWord { words += 1 }
            if isEnding, !isWord { endsSentence = true }
            wasWord = isWord
            isEnding = byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
            guard byte >= 0x80 else { return }
            // The first byte of U+3000 to U+DFFF: ideographs, kana, hangul.
            if (0xE3...0xED).contains(byte) { wideLeft = 3 }
            if wideLeft > 0 {
                wideBytes += 1
                wideLeft -= 1
            }
            last = (last << 8 | UInt32(byte)) & 0xFF_FFFF
            if Self.marks.contains(last) || last & 0xFFFF == 0xD89F { endsSentence = true }
        }

        /// `…`, `。`, `！`, `？`, `।` in UTF-8; `؟` has two bytes.
        private static let marks: [UInt32] = [0xE280A6, 0xE38082, 0xEFBC81, 0xEFBC9F, 0xE0A5A4]
    }
}
