import Markup

/// Words that say who wrote something, and names.
enum Byline {
    /// What begins a byline, in several languages; the longest first.
    private static let openings = [
        "written by", "posted by", "published by", "article by", "reported by", "created by", "authored by",
        "contributed by", "submitted by", "story by", "words by", "text by", "guide by", "review by", "escrito por",
        "publicado por", "redigido por", "geschrieben von", "scritto da", "écrit par", "rédigé par", "publié par",
        "geschreven door", "skrevet af", "skrevet av", "authors", "author", "autoren", "autor", "autora", "auteur",
        "autore",
        "by", "por", "von", "par", "di", "av", "door",
    ]

    /// What follows a byline's first words; empty where nothing does, nil for a text that is no byline.
    static func rest(of text: String) -> String? {
        guard let first = text.utf8.first, firstBytes.contains(first) else { return nil }
        let bytes = Array(text.utf8.prefix(longest + 1))
        for opening in openingBytes where begins(bytes, with: opening) {
            let rest = text.utf8.dropFirst(opening.count)
            guard let next = rest.first else { return "" }
            let words = Substring(rest)
            if next == UInt8(ascii: ":") { return words.dropFirst().trimmingBlanks }
            if next <= 0x20 || next >= 0x80, words.first?.isWhitespace == true {
                return words.drop { $0.isWhitespace || $0 == ":" }.trimmingBlanks
            }
        }
        return nil
    }

    private static let openingBytes = openings.map { Array($0.utf8) }
    /// Those that such a text starts with, A–Z for a–z too.
    private static let firstBytes = Set(
        openingBytes.compactMap(\.first).flatMap { $0 < 0x80 ? [$0, $0 & 0xDF] : [$0] })
    private static let longest = openingBytes.map(\.count).max() ?? 0

    /// Whether bytes begin with a word, taking A–Z for a–z, and É as é.
    private static func begins(_ bytes: [UInt8], with word: [UInt8]) -> Bool {
        guard bytes.count >= word.count else { return false }
        for (index, letter) in word.enumerated() {
            let byte = bytes[index]
            if byte == letter || (byte >= 0x41 && byte <= 0x5A && byte | 0x20 == letter) { continue }
            guard index > 0, bytes[index - 1] == 0xC3, byte >= 0x80, byte <= 0x9E, byte | 0x20 == letter else {
                return false
            }
        }
        return true
    }

    /// Whether a text looks like one or more people's names: capitals, no digits, few words.
    static func looksLikeName(_ text: String, minimumWords: Int = 2) -> Bool {
        let words = text.split { $0 == " " || $0 == "," || $0 == "&" }
        guard words.count >= minimumWords, words.count <= 10, text.count <= 70, !text.contains(where: \.isNumber) else {
            return false
        }
        var capitals = 0
        for word in words {
            if particles.contains(word.lowercased()) { continue }
            guard let first = word.first, first.isUppercase || (first.isLetter && !first.isCased) else { return false }
            capitals += 1
        }
        return capitals >= minimumWords && !text.contains(":") && !text.contains("?") && !text.contains("!")
    }

    private static let particles: Set<String> = [
        "de", "da", "do", "dos", "das", "del", "della", "di", "la", "le", "van", "von", "der", "den", "ter", "bin",
        "al",
        "el", "ibn", "y", "e", "and", "und", "et", "with", "af", "av", "zu",
    ]
}
