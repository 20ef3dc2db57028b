import Pipelines

/// The plain-text part of a letter: the same stories in the same order, lines of at most 76 columns, links as notes.
struct LetterPlainText {
    static let width = 76

    let edition: Edition
    let cut: LetterCut

    /// The text, line ends as `\n`.
    func write() -> String {
        var renderer = PlainTextRenderer(width: Self.width, links: .numbered)
        var lines = underlined(edition.title, with: "=", renderer)
        if let subtitle = edition.subtitle { lines += renderer.wrapped(subtitle) }
        for (chapter, length) in zip(edition.chapters, cut.lengths) where length != .none {
            lines += [""] + story(chapter, length, &renderer)
        }
        // From here on only our own markers stand in the text.
        var text = LetterText.unmarked(lines.joined(separator: "\n"))
        text += "\n" + LetterText.unmarked(ending(renderer).joined(separator: "\n"))
        let view = LetterMarker.viewURL.rawValue
        if cut.isCut { text += "\n\n\(edition.phrases.moreOnTheWeb)\n\(view)\n" }
        text += "\n\n\(edition.phrases.viewInBrowser):\n\(view)\n"
        text += "\n\(edition.phrases.unsubscribe):\n\(LetterMarker.unsubscribeURL.rawValue)\n"
        return text
    }

    private func story(_ chapter: Chapter, _ length: LetterCut.Length, _ renderer: inout PlainTextRenderer) -> [String]
    {
        var lines: [String] = []
        if !chapter.heading.isEmpty { lines += [""] + underlined(chapter.heading, with: "-", renderer) }
        if let author = chapter.author { lines += renderer.wrapped("\(edition.phrases.by) \(author)") + [""] }
        if length == .short {
            lines += renderer.wrapped(LetterText.opening(of: chapter))
        } else {
            lines += renderer.lines(of: chapter.document)
        }
        guard !chapter.isIntroduction else { return lines }
        for (index, citation) in chapter.citations.enumerated() {
            if index == 0 { lines.append("") }
            let words = index == 0 ? edition.phrases.readOn : citation.title
            if let address = citation.address {
                lines += renderer.wrapped("\(words) [\(renderer.number(of: address.text))]")
            } else {
                lines += renderer.wrapped("\(edition.phrases.source): \(citation.title)")
            }
        }
        return lines
    }

    private func ending(_ renderer: PlainTextRenderer) -> [String] {
        var lines: [String] = []
        if !renderer.addresses.isEmpty {
            lines += [""] + underlined(edition.phrases.links, with: "-", renderer)
            lines += renderer.addresses.enumerated().map { "[\($0 + 1)] \($1)" }
        }
        lines += ["", "-- "]
        for line in edition.statements + [edition.postalAddress].compactMap(\.self) {
            lines += renderer.wrapped(line) + [""]
        }
        return lines.dropLast()
    }

    private func underlined(_ words: String, with mark: String, _ renderer: PlainTextRenderer) -> [String] {
        let lines = renderer.wrapped(words)
        let columns = min(Self.width, lines.map { LineWrap.columns($0) }.max() ?? 0)
        return lines + [String(repeating: mark, count: columns)] + [""]
    }
}
