/// Splits a long word where a hyphen looks right in most languages written in Latin letters: before a consonant that a
/// vowel follows. Meant for display sizes, when a word would otherwise dwarf a title; running text wants dictionaries.
package enum WordSplitter {
    private static let vowels = Set("aeiouyäöüáàâãåæéèêëíìîïóòôõøúùûœ")
    /// Letters that sound together and stay together.
    private static let pairs: Set<String> = [
        "ch", "ck", "ph", "th", "sh", "sch", "qu", "lh", "nh", "gh", "rh", "tr", "br", "dr", "gr", "kr", "pr", "fr",
        "bl",
        "fl", "gl", "kl", "pl", "cr", "cl", "st", "sp",
    ]

    /// Where the word may be split, as counts of characters before the hyphen; at least four remain on each side.
    package static func splits(of word: String) -> [Int] {
        let letters = Array(word.lowercased())
        guard letters.count == word.count, letters.count >= 10, letters.allSatisfy(\.isLetter) else { return [] }
        return (4...letters.count - 4).filter { index in
            let onset = letters[index...].prefix { !vowels.contains($0) }
            let opensSyllable = onset.count == 1 || pairs.contains(String(onset))
            let breaksPair = pairs.contains(String(letters[index - 1...index])) && !vowels.contains(letters[index])
            return opensSyllable && !breaksPair && onset.endIndex < letters.count
        }
    }

    /// The word as parts with hyphens, cut into as many even parts as wanted, as far as its splits allow.
    package static func parts(of word: String, count: Int) -> [String] {
        let splits = splits(of: word)
        let characters = Array(word)
        var chosen: [Int] = []
        for part in 1..<max(count, 1) {
            let ideal = Double(characters.count * part) / Double(count)
            let candidates = splits.filter { $0 >= (chosen.last ?? 0) + 4 }
            guard let nearest = candidates.min(by: { abs(Double($0) - ideal) < abs(Double($1) - ideal) }) else { break }
            chosen.append(nearest)
        }
        let bounds = [0] + chosen + [characters.count]
        return zip(bounds, bounds.dropFirst()).map { start, end in
            String(characters[start..<end]) + (end < characters.count ? "-" : "")
        }
    }
}
