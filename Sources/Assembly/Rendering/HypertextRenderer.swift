import Markup

/// Writes the tree of one Markdown text as XHTML that is HTML too: for books, pages and mail, which differ by their look.
///
/// Only what the tree can say is written: no raw HTML, links to `http`, `https`, `mailto` and places in the product,
/// pictures as a line with their description.
struct HypertextRenderer {
    var writer: MarkupWriter
    let document: MarkdownDocument
    let outline: HeadingOutline
    let look: any TextLook
    /// What a link may name within the product → where that is.
    let places: [String: String]
    let prefix: String
    var nextHeading = 0
    var markCounts: [Int: Int] = [:]
    var isInLink = false

    /// - Parameters:
    ///   - headings: the level of the highest heading in the text.
    ///   - places: file names of other chapters → their addresses.
    init(
        _ chapter: Chapter, headings: Int, look: any TextLook, places: [String: String] = [:],
        writer: MarkupWriter = MarkupWriter()
    ) {
        self.writer = writer
        self.look = look
        document = chapter.document
        prefix = chapter.id
        outline = HeadingOutline(chapter.document, top: headings, prefix: chapter.id)
        self.places = places
    }

    /// The whole text with its notes.
    static func render(
        _ chapter: Chapter, headings: Int, look: any TextLook, places: [String: String] = [:],
        writer: MarkupWriter = MarkupWriter()
    ) -> MarkupWriter {
        var renderer = HypertextRenderer(chapter, headings: headings, look: look, places: places, writer: writer)
        renderer.write(renderer.document.blocks)
        renderer.writeNotes()
        return renderer.writer
    }

    /// The attributes that the look gives to a piece.
    func dress(_ role: TextRole, id: String? = nil) -> MarkupWriter.Attributes {
        ["class": look.cssClass(role), "style": look.style(role), "id": id]
    }

    mutating func inside(
        _ name: StaticString, _ attributes: MarkupWriter.Attributes, _ content: (inout Self) -> Void
    ) {
        writer.begin(name, attributes)
        content(&self)
        writer.end(name)
    }
}
