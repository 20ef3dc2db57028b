import Foundation

/// Cuts plain text into sentences. A full stop after an abbreviation, an initial or inside a number ends none.
package enum SentenceSplitter {
    /// The sentences of `text` in order, white space folded; a line break that ends a paragraph ends a sentence.
    package static func sentences(of text: String) -> [String] {
        var result: [String] = []
        for paragraph in text.split(separator: "\n") {
            result += split(Array(paragraph.unicodeScalars))
        }
        return result
    }

    private static func split(_ scalars: [Unicode.Scalar]) -> [String] {
        var result: [String] = []
        var start = 0
        var index = 0
        while index < scalars.count {
            if isTerminator(scalars[index]) {
                var end = index + 1
                while end < scalars.count, isTerminator(scalars[end]) || isCloser(scalars[end]) { end += 1 }
                if endsSentence(scalars, from: start, terminator: index, next: end) {
                    append(scalars[start..<end], to: &result)
                    start = end
                }
                index = end
            } else {
                index += 1
            }
        }
        append(scalars[start...], to: &result)
        return result
    }

    private static func endsSentence(_ scalars: [Unicode.Scalar], from start: Int, terminator: Int, next: Int) -> Bool {
        guard next < scalars.count else { return true }
        if isWideTerminator(scalars[terminator]) { return true }
        guard scalars[next].properties.isWhitespace else { return false }
        var following = next
        while following < scalars.count, scalars[following].properties.isWhitespace || isOpener(scalars[following]) {
            following += 1
        }
        guard following < scalars.count else { return true }
        if scalars[following].properties.isLowercase { return false }
        guard scalars[terminator] == "." else { return true }
        return !isAbbreviation(wordBefore(scalars, terminator, start))
    }

    private static func wordBefore(_ scalars: [Unicode.Scalar], _ end: Int, _ start: Int) -> String {
        var first = end
        while first > start, !scalars[first - 1].properties.isWhitespace { first -= 1 }
        var word = String.UnicodeScalarView()
        word.append(contentsOf: scalars[first..<end].filter { !isOpener($0) })
        return String(word)
    }

    private static func isAbbreviation(_ word: String) -> Bool {
        if word.count == 1, word.first?.isUppercase == true { return true }
        if word.contains(".") { return true }
        return abbreviations.contains(word.lowercased())
    }

    private static func append(_ scalars: ArraySlice<Unicode.Scalar>, to result: inout [String]) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        let sentence = String(view).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !sentence.isEmpty { result.append(sentence) }
    }

    private static func isTerminator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "." || scalar == "!" || scalar == "?" || scalar == "…" || isWideTerminator(scalar)
    }

    private static func isWideTerminator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "。" || scalar == "！" || scalar == "？"
    }

    private static func isCloser(_ scalar: Unicode.Scalar) -> Bool { "\"'”’»)]".unicodeScalars.contains(scalar) }

    private static func isOpener(_ scalar: Unicode.Scalar) -> Bool { "\"'“‘«([".unicodeScalars.contains(scalar) }

    private static let abbreviations: Set<String> = [
        "mr", "mrs", "ms", "dr", "prof", "sr", "jr", "st", "vs", "etc", "no", "fig", "approx", "ca", "cf", "al", "inc",
        "ltd", "co", "vol", "ed", "pp", "p", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
        "nov", "dec", "bzw", "usw", "z.b", "d.h", "nr", "sra", "dra", "av", "pág",
    ]
}
