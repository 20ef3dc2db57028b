/// Cuts a text where a line may end: at spaces, after hyphens and dashes, and between ideographs.
package enum LineBreaker {
    /// A piece that must stay together.
    package struct Piece: Sendable, Equatable {
        package let text: String
        /// True if a space stands before it, unless it begins a line.
        package let hasSpaceBefore: Bool
    }

    /// The pieces of a text in order; empty for a blank text.
    package static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            var current = ""
            var isFirst = true
            for character in word {
                if let last = current.last, allowsBreak(between: last, and: character) {
                    pieces.append(Piece(text: current, hasSpaceBefore: isFirst))
                    current = ""
                    isFirst = false
                }
                current.append(character)
            }
            pieces.append(Piece(text: current, hasSpaceBefore: isFirst))
        }
        return pieces
    }

    /// Joins pieces into one line's text.
    package static func line(_ pieces: ArraySlice<Piece>) -> String {
        pieces.dropFirst().reduce(pieces.first?.text ?? "") { $0 + ($1.hasSpaceBefore ? " " : "") + $1.text }
    }

    private static func allowsBreak(between last: Character, and next: Character) -> Bool {
        if "-–—/".contains(last) { return next.isLetter }
        guard isIdeographic(last) || isIdeographic(next) else { return false }
        return !"、。，．！？：；」』）】〉》”’ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ・".contains(next)
            && !"「『（【〈《“‘".contains(last)
    }

    /// Han, Hiragana, Katakana and their punctuation; Hangul has spaces between words.
    private static func isIdeographic(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first?.value else { return false }
        return (0x2E80...0x30FF).contains(scalar) || (0x3400...0x9FFF).contains(scalar)
            || (0xFF00...0xFF60).contains(scalar) || (0x20000...0x3FFFF).contains(scalar)
    }
}
