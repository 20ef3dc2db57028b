/// Cuts lines of plain text into sentences that can be told again: each as a hash that blanks, the case of ASCII letters and
/// the marks of lists and quotations do not change.
struct SentenceScan {
    /// A sentence with its place in the bytes that were given.
    struct Sentence: Hashable {
        var hash: UInt64
        var range: Range<Int>
    }

    /// A shorter sentence may well stand in two texts by chance: `Method`, `By hand.` Bytes of UTF-8.
    private static let leastBytes = 20
    /// Sentences of one document that count.
    private static let limit = 5_000

    /// The hashes of all sentences of a text, each once.
    static func hashes(of text: String) -> Set<UInt64> {
        var hashes: Set<UInt64> = []
        for line in Array(text.utf8).split(separator: 0x0A) where hashes.count < limit {
            for sentence in sentences(of: line) { hashes.insert(sentence.hash) }
        }
        return hashes
    }

    /// The sentences of one line that are long enough.
    static func sentences(of line: ArraySlice<UInt8>) -> [Sentence] {
        var sentences: [Sentence] = []
        var start = afterMarks(line)
        for index in start..<line.endIndex where endsSentence(line, at: index) {
            append(line[start...index], to: &sentences)
            start = index + 1
        }
        append(line[start...], to: &sentences)
        return sentences
    }

    /// Behind the mark of a list's item or of a quotation.
    private static func afterMarks(_ line: ArraySlice<UInt8>) -> Int {
        var index = line.firstIndex { !isBlank($0) } ?? line.endIndex
        let word = line[index...].prefix { !isBlank($0) }
        let isNumber =
            word.count <= 10 && word.last == UInt8(ascii: ".")
            && word.dropLast().allSatisfy { (0x30...0x39).contains($0) }
        if word.elementsEqual([UInt8(ascii: "-")]) || word.elementsEqual([UInt8(ascii: ">")]) || isNumber {
            index = word.endIndex
        }
        return index
    }

    /// Whether the byte is the last of a sentence: a mark that ends one, then a blank and no small letter, which would stand
    /// behind an abbreviation. Marks of scripts without blanks need none.
    private static func endsSentence(_ line: ArraySlice<UInt8>, at index: Int) -> Bool {
        let byte = line[index]
        if byte >= 0x80 {
            guard index >= line.startIndex + 2, [0x82, 0x81, 0x9F].contains(byte) else { return false }
            return wideMarks.contains([line[index - 2], line[index - 1], byte])
        }
        guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?"),
            index + 1 < line.endIndex, isBlank(line[index + 1]),
            let next = line[(index + 1)...].first(where: { !isBlank($0) })
        else { return false }
        return !(0x61...0x7A).contains(next)
    }

    /// `。`, `！` and `？`.
    private static let wideMarks: Set<[UInt8]> = [[0xE3, 0x80, 0x82], [0xEF, 0xBC, 0x81], [0xEF, 0xBC, 0x9F]]

    private static func append(_ bytes: ArraySlice<UInt8>, to sentences: inout [Sentence]) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var count = 0
        var wasBlank = false
        for byte in bytes {
            if isBlank(byte) {
                wasBlank = count > 0
                continue
            }
            if wasBlank { hash = (hash ^ 0x20) &* 0x100_0000_01B3 }
            wasBlank = false
            let plain = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            hash = (hash ^ UInt64(plain)) &* 0x100_0000_01B3
            count += 1
        }
        if count >= leastBytes { sentences.append(Sentence(hash: hash, range: bytes.startIndex..<bytes.endIndex)) }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
}
