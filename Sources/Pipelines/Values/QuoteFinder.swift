/// Finds where a quote stands in its source, so that a later stage can cite it.
package struct QuoteFinder: Sendable {
    private let folded: [Unicode.Scalar]
    /// The place of each folded character in the text, in Unicode scalars.
    private let places: [Int]

    /// - Parameter text: a document's plain text.
    package init(_ text: String) {
        (folded, places) = Self.fold(text)
    }

    /// Where a quote first stands, in Unicode scalars of the text; nil where it does not. Blanks, case and the form of quotation
    /// marks and dashes do not count.
    package func range(of quote: String) -> Range<Int>? {
        let wanted = Self.fold(quote).0
        guard let first = wanted.first, wanted.count <= folded.count else { return nil }
        // Knuth, Morris and Pratt: long texts repeat themselves.
        var borders = [0]
        for index in 1..<max(1, wanted.count) {
            var border = borders[index - 1]
            while border > 0, wanted[border] != wanted[index] { border = borders[border - 1] }
            borders.append(wanted[border] == wanted[index] ? border + 1 : 0)
        }
        var matched = 0
        for (index, scalar) in folded.enumerated() where matched > 0 || scalar == first {
            while matched > 0, wanted[matched] != scalar { matched = borders[matched - 1] }
            if wanted[matched] == scalar { matched += 1 }
            if matched == wanted.count { return places[index - matched + 1]..<(places[index] + 1) }
        }
        return nil
    }

    private static func fold(_ text: String) -> ([Unicode.Scalar], [Int]) {
        var folded: [Unicode.Scalar] = []
        var places: [Int] = []
        for (place, scalar) in text.unicodeScalars.enumerated() {
            let plain: Unicode.Scalar
            switch scalar {
            case "“", "”", "„", "«", "»", "″": plain = "\""
            case "‘", "’", "‚", "′": plain = "'"
            case "–", "—", "‑", "−": plain = "-"
            case "\u{AD}", "\u{200B}": continue
            case _ where scalar.properties.isWhitespace:
                if folded.last == " " || folded.isEmpty { continue }
                plain = " "
            default: plain = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
            }
            folded.append(plain)
            places.append(place)
        }
        if folded.last == " " {
            folded.removeLast()
            places.removeLast()
        }
        return (folded, places)
    }
}
