import Markup

/// What a page says in its structured data and its description about its own text, as the set of its runs of three words.
struct DeclaredText {
    private var runs: Set<UInt64> = []

    /// - Parameter texts: at most the first 200 KB of them are read.
    init(_ texts: [String]) {
        var left = 200_000
        for text in texts where left > 0 {
            let bytes = Array(text.utf8.prefix(left))
            left -= bytes.count
            let words = Self.words(of: bytes[...])
            for start in words.indices.dropLast(2) { runs.insert(Self.run(words[...], start)) }
        }
    }

    /// The part of a text's runs of words that the page declares, 0 to 1.
    func share(of words: ArraySlice<UInt64>) -> Float {
        guard !runs.isEmpty, words.count >= 3 else { return 0 }
        var found = 0
        for start in words.indices.dropLast(2) where runs.contains(Self.run(words, start)) { found += 1 }
        return Float(found) / Float(words.count - 2)
    }

    private static func run(_ words: ArraySlice<UInt64>, _ start: Int) -> UInt64 {
        let prime: UInt64 = 0x100_0000_01B3
        return (((NameHash.empty ^ words[start]) &* prime ^ words[start + 1]) &* prime ^ words[start + 2]) &* prime
    }

    private static func words(of bytes: ArraySlice<UInt8>) -> [UInt64] {
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
}
