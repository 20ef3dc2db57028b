/// A cell of a table: one line of text, and how a terminal shows it.
struct Cell: Sendable, Hashable, ExpressibleByStringLiteral {
    let text: String
    let style: Style

    init(_ text: String, _ style: Style = .plain) {
        self.text = PlainText.line(text)
        self.style = style
    }

    init(stringLiteral value: String) { self.init(value) }

    /// An id: there to be copied, not to be read.
    static func id(_ value: some CustomStringConvertible) -> Cell { Cell(value.description, .dim) }

    /// A value that may be missing.
    static func optional(_ value: (some CustomStringConvertible)?) -> Cell {
        value.map { Cell($0.description) } ?? Cell("–", .dim)
    }

    var width: Int { PlainText.width(of: text) }
}
