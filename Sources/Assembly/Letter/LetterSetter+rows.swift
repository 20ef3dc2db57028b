import Pipelines

/// The rows of the letter's column.
extension LetterSetter {
    /// One row with the padding of the column.
    private func row(
        to writer: inout MarkupWriter, _ style: String, padding: String, cssClass: String = "ink",
        _ content: (inout MarkupWriter) -> Void
    ) {
        writer.newLine()
        writer.element("tr") { row in
            row.element("td", ["class": "pad \(cssClass)", "style": "padding:\(padding);\(style)"]) { cell in
                cell.newLine()
                content(&cell)
            }
        }
    }

    func writeMasthead(to writer: inout MarkupWriter) {
        guard edition.hasHeader else { return writeTitle(to: &writer) }
        // The picture shows the title, so it is the heading; where pictures are blocked, its description stands there.
        let style =
            "display:block;width:100%;max-width:600px;height:auto;font-family:\(tokens.displayFamily);font-size:30px;"
            + "line-height:1.2;color:\(tokens.scheme.ink.hex)"
        writer.newLine()
        writer.element("tr") { row in
            row.element("td", ["class": "ink", "style": "padding:0 0 20px"]) { cell in
                cell.element("h1", ["style": "margin:0"]) {
                    $0.empty(
                        "img",
                        [
                            "src": LetterMarker.headerImage.rawValue, "alt": edition.title, "width": "600",
                            "style": style,
                        ])
                }
            }
        }
    }

    private func writeTitle(to writer: inout MarkupWriter) {
        row(to: &writer, tokens.text, padding: "36px 40px 8px") { cell in
            if let publisher = edition.publisher, !edition.title.hasPrefix(publisher) {
                let style = "margin:0 0 8px;font-size:15px;color:\(tokens.scheme.accent.hex)"
                cell.element("p", ["class": "link", "style": style], publisher)
            }
            cell.element("h1", ["style": tokens.heading(size: 34)], edition.title)
            if let subtitle = edition.subtitle {
                cell.element("p", ["style": "margin:0 0 8px;font-size:20px;font-style:italic"], subtitle)
            }
        }
    }

    /// A story: heading, writer, text, where to read on. An introduction has text only.
    func story(_ chapter: Chapter, _ length: LetterCut.Length) -> MarkupWriter {
        var writer = freshWriter()
        let padding = chapter.isIntroduction ? "8px 40px 8px" : "0 40px 12px"
        row(to: &writer, tokens.text, padding: padding) { cell in
            if !chapter.isIntroduction {
                cell.element(
                    "div",
                    ["class": "line", "style": "border-top:1px solid \(tokens.scheme.rule.hex);padding-top:28px"], "")
            }
            if !chapter.heading.isEmpty { cell.element("h2", ["style": tokens.heading(size: 26)], chapter.heading) }
            if let author = chapter.author {
                cell.element(
                    "p",
                    [
                        "class": "quiet",
                        "style": "margin:0 0 12px;font-size:16px;font-style:italic;color:\(tokens.scheme.quietInk.hex)",
                    ], author)
            }
            if length == .short {
                cell.element("p", ["style": tokens.style(.paragraph)], LetterText.opening(of: chapter))
            } else {
                let headings = chapter.heading.isEmpty ? 2 : 3
                cell.append(
                    HypertextRenderer.render(chapter, headings: headings, look: tokens, writer: freshWriter()))
            }
            if !chapter.isIntroduction { writeSources(of: chapter, to: &cell) }
        }
        return writer
    }

    private func writeSources(of chapter: Chapter, to cell: inout MarkupWriter) {
        let linked = chapter.citations.compactMap { citation in citation.address.map { (citation, $0.text) } }
        if let (_, address) = linked.first { writeButton(to: &cell, address, about: chapter.heading) }
        for (citation, address) in linked.dropFirst() {
            cell.element("p", ["style": "margin:0 0 8px;font-size:16px"]) { line in
                line.element("a", link(address), citation.title)
            }
        }
        for citation in chapter.citations where citation.address == nil {
            cell.element(
                "p", ["class": "quiet", "style": "margin:0 0 8px;\(tokens.smallPrint)"],
                "\(edition.phrases.source): \(citation.title)")
        }
    }

    /// A button whose colour is a table cell's, which every program paints.
    private func writeButton(to cell: inout MarkupWriter, _ address: String, about heading: String) {
        let scheme = tokens.scheme
        cell.element(
            "table",
            [
                "role": "presentation", "cellpadding": "0", "cellspacing": "0", "border": "0",
                "style": "margin:4px 0 24px",
            ]
        ) { table in
            table.element("tr") { row in
                row.element(
                    "td",
                    [
                        "class": "button",
                        "style": "background-color:\(scheme.accent.hex);border-radius:4px;padding:9px 18px",
                    ]
                ) { button in
                    let label = heading.isEmpty ? nil : "\(edition.phrases.readOn): \(heading)"
                    button.element(
                        "a",
                        [
                            "href": address, "class": "on-button", "aria-label": label,
                            "style": "font-family:\(tokens.textFamily);font-size:16px;line-height:1.3;"
                                + "color:\(scheme.accentInk.hex);text-decoration:none",
                        ], edition.phrases.readOn)
                }
            }
        }
        cell.newLine()
    }

    /// What stands where stories had to be shortened.
    func writeMore(to writer: inout MarkupWriter) {
        row(to: &writer, tokens.text, padding: "8px 40px 24px") { cell in
            cell.element("a", link(LetterMarker.viewURL.rawValue), edition.phrases.moreOnTheWeb)
        }
    }

    func writeFooter(to writer: inout MarkupWriter) {
        row(to: &writer, tokens.smallPrint, padding: "12px 40px 36px", cssClass: "quiet") { cell in
            cell.element(
                "div", ["class": "line", "style": "border-top:1px solid \(tokens.scheme.rule.hex);padding-top:20px"], ""
            )
            for line in edition.statements + [edition.postalAddress].compactMap(\.self) {
                cell.element("p", ["style": "margin:0 0 10px"], line)
                cell.newLine()
            }
            cell.element("p", ["style": "margin:16px 0 0"]) { line in
                line.element("a", link(LetterMarker.viewURL.rawValue), edition.phrases.viewInBrowser)
                line.write("\u{00A0}· ")
                line.element("a", link(LetterMarker.unsubscribeURL.rawValue), edition.phrases.unsubscribe)
            }
        }
        writer.newLine()
    }

    private func link(_ address: String) -> MarkupWriter.Attributes {
        ["href": address, "class": "link", "style": tokens.style(.link)]
    }
}
