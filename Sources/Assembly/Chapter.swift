import Markup

/// One section of a product, parsed: a chapter of a book, a story of a letter.
struct Chapter: Sendable {
    /// `s7`: the prefix of every id in it, so that chapters can stand on one page.
    var id: String
    /// From 1; `nil` for an introduction.
    var number: Int?
    /// One line; empty where the section has none.
    var heading: String
    var document: MarkdownDocument
    var citations: [Citation]
    /// The name that other chapters link to it by, where chapters come from files.
    var fileName: String?

    var isIntroduction: Bool { number == nil }

    /// Parses a section's Markdown.
    /// - Throws: ``AssemblyError`` `tooLarge` when the text is over a limit of the parser.
    init(
        id: String, number: Int?, heading: String, markdown: String, citations: [Citation] = [],
        fileName: String? = nil
    ) throws(AssemblyError) {
        self.id = id
        self.number = number
        let heading = CleanText.line(heading)
        self.heading = heading
        self.citations = citations
        self.fileName = fileName
        do throws(MarkdownError) {
            document = try MarkdownDocument.parse(markdown)
        } catch {
            throw AssemblyError(
                .tooLarge, "The section “\(heading)” cannot be set: \(error.message)", underlying: error)
        }
        // Writers like to begin a text with its own title; it is set once.
        if case .heading(_, let words)? = document.blocks.first,
            CleanText.line(Inline.plainText(of: words)).lowercased() == heading.lowercased()
        {
            document.blocks.removeFirst()
        }
        // Every target says itself where to read on.
        if case .paragraph(let words)? = document.blocks.last, words.count == 1,
            case .link(let destination, _, _) = words[0], citations.contains(where: { $0.key == destination })
        {
            document.blocks.removeLast()
        }
    }

    /// The one author of its sources; `nil` for a text of several hands, and for an introduction, which is the product's.
    var author: String? {
        let authors = Set(citations.map(\.author))
        return isIntroduction || authors.count != 1 ? nil : citations.first?.author
    }

    /// Takes the name of a file, and the heading from the text's first line or else from that name.
    mutating func name(after file: String) {
        fileName = file
        if case .heading(_, let words)? = document.blocks.first {
            heading = CleanText.line(Inline.plainText(of: words))
            document.blocks.removeFirst()
        }
        guard heading.isEmpty else { return }
        let stem = file.split(separator: ".").first.map(String.init) ?? file
        let words = stem.drop { $0.isNumber || "-_ ".contains($0) }.replacing(/[-_]+/, with: " ")
        heading = CleanText.line(words.isEmpty ? stem : words.prefix(1).uppercased() + words.dropFirst())
    }
}
