/// A text with variables: `Tank Weekly {{issue.number}}`.
package struct Template: Sendable, Hashable {
    /// A run of plain text or one tag.
    package enum Piece: Sendable, Hashable {
        case text(String)
        case variable(String)
        /// A tag that is more than a variable (`{{#…}}`, `{{{…}}}`, `{{> …}}`), or is not closed.
        case other(String)
    }

    package var pieces: [Piece]

    package init(_ text: String) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstRange(of: "{{") {
            if open.lowerBound > rest.startIndex { pieces.append(.text(String(rest[..<open.lowerBound]))) }
            guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
                pieces.append(.other(String(rest[open.lowerBound...].prefix(40))))
                rest = ""
                break
            }
            let inner = rest[open.upperBound..<close.lowerBound]
            let words = inner.split { $0 == " " || $0 == "\t" }
            if words.count == 1, Self.isVariable(words[0]) {
                pieces.append(.variable(String(words[0])))
            } else {
                pieces.append(.other("{{\(inner)}}"))
            }
            rest = rest[close.upperBound...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        self.pieces = pieces
    }

    /// The names of the variables, in order.
    package var variables: [String] {
        pieces.compactMap { piece in
            if case .variable(let name) = piece { name } else { nil }
        }
    }

    /// The text with each tag replaced by `word`.
    func textWithPlaceholders(_ word: String) -> String {
        pieces.map { piece in
            if case .text(let text) = piece { text } else { word }
        }.joined()
    }

    private static func isVariable(_ name: Substring) -> Bool {
        name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte >= 0x80
        }
    }
}
