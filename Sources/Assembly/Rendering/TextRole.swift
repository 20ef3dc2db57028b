import Markup

/// What a piece of a text is, for those who say how it looks.
enum TextRole: Hashable, Sendable {
    case paragraph, picture, quote, codeBlock, codeSpan, link, rule, note, notes, noteMark
    case heading(level: Int)
    case bullets, numbers, item
    case table
    case headCell(Block.Table.Alignment)
    case cell(Block.Table.Alignment)
}

/// How a target dresses the pieces of a text: by classes for a style sheet, or by inline styles.
protocol TextLook: Sendable {
    /// Whether notes are linked and marked with the vocabulary of EPUB or DPUB-ARIA.
    var notes: NoteSemantics { get }
    /// The class of a piece; `nil` for none.
    func cssClass(_ role: TextRole) -> String?
    /// The inline style of a piece; `nil` for none.
    func style(_ role: TextRole) -> String?
}

/// What a target knows of footnotes.
enum NoteSemantics: Sendable {
    /// EPUB: pop-up notes by `epub:type`, roles by DPUB-ARIA.
    case book
    /// A web page: roles by DPUB-ARIA.
    case page
    /// Mail: anchors do not work there.
    case none
}

/// The classes that the style sheets of books and pages know; the rest is dressed by element.
struct SheetLook: TextLook {
    let notes: NoteSemantics

    func cssClass(_ role: TextRole) -> String? {
        switch role {
        case .picture: "picture"
        case .notes: "notes"
        case .note: "note"
        case .headCell(let alignment), .cell(let alignment):
            switch alignment {
            case .none, .left: nil
            case .center: "center"
            case .right: "right"
            }
        default: nil
        }
    }

    func style(_ role: TextRole) -> String? { nil }
}
