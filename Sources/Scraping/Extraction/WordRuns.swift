import Markup

/// Runs of three words as hashes: what tells that a text repeats another.
enum WordRuns {
    static let length = 3

    /// The hash of the run that starts at a word.
    @inline(__always)
    static func hash(_ words: Span<UInt64>, _ start: Int) -> UInt64 {
        let prime: UInt64 = 0x100_0000_01B3
        let run = (((NameHash.empty ^ words[start]) &* prime ^ words[start + 1]) &* prime ^ words[start + 2]) &* prime
        return run ^ run >> 29
    }

    /// The hashes of the words of a text, in lower case.
    static func words(of bytes: some Sequence<UInt8>) -> [UInt64] {
        var words: [UInt64] = []
        var word = NameHash.empty
        for byte in bytes {
            if byte.isWordByte {
                word = NameHash.combine(word, byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
            } else if word != NameHash.empty {
                words.append(word)
                word = NameHash.empty
            }
        }
        if word != NameHash.empty { words.append(word) }
        return words
    }

    /// Of each block, the part of its runs that stand in a block before it, 0 to 1; of a block of one or two words, whether
    /// all of it does.
    static func repeated(in text: TextBlocks) -> [Float] {
        var seen = HashSet(holding: text.words.count)
        let words = text.words.span
        return text.blocks.map { block in
            let range = Int(block.firstWord)..<Int(block.firstWord + block.words)
            guard range.count >= length else {
                let isKnown = seen.contains(block.hash)
                seen.insert(block.hash)
                return isKnown ? 1 : 0
            }
            let starts = range.dropLast(length - 1)
            var found = 0
            for start in starts where seen.contains(hash(words, start)) { found += 1 }
            for start in starts { seen.insert(hash(words, start)) }
            return Float(found) / Float(starts.count)
        }
    }
}
