/// Sets an edition as the text of a social post: paragraphs as they are, and the address of what it is about.
enum PostSetter {
    /// The text, without a line end.
    static func text(_ edition: Edition) -> [UInt8] {
        var renderer = PlainTextRenderer(width: nil, links: .inline)
        var paragraphs = edition.chapters.map { renderer.lines(of: $0.document).joined(separator: "\n") }
        if let address = edition.citations.lazy.compactMap(\.address).first?.text,
            !paragraphs.contains(where: { $0.contains(address) })
        {
            paragraphs.append(address)
        }
        return Array(paragraphs.filter { !$0.isEmpty }.joined(separator: "\n\n").utf8)
    }

    /// An edition as plain text, for formats that are neither mail nor a post.
    static func plainText(_ edition: Edition) -> [UInt8] {
        var renderer = PlainTextRenderer(width: LetterPlainText.width, links: .numbered)
        var lines = renderer.wrapped(edition.title)
        for chapter in edition.chapters {
            lines += ["", ""] + renderer.wrapped(chapter.heading) + [""] + renderer.lines(of: chapter.document)
        }
        let addresses = renderer.addresses.enumerated().map { "[\($0 + 1)] \($1)" }
        lines += [""] + addresses + [""] + edition.statements.flatMap { renderer.wrapped($0) }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }
}
