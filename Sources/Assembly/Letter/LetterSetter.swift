import Pipelines

/// Sets an edition as mail: tables of 600 pixels with inline styles for the mail programs there are, and plain text.
///
/// Both hold the markers of ``LetterMarker`` and nothing else that differs by reader.
struct LetterSetter {
    /// The two parts of a letter.
    struct Parts: Hashable, Sendable {
        var html: [UInt8]
        var text: [UInt8]
        var cut: LetterCut
    }

    let edition: Edition
    let tokens: LetterTokens

    init(_ edition: Edition) {
        self.edition = edition
        tokens = LetterTokens(edition.look)
    }

    /// The letter, cut to the budget. Synchronous: on the compute pool.
    static func parts(_ edition: Edition) -> Parts {
        let setter = LetterSetter(edition)
        let stories = edition.chapters.map { setter.story($0, .whole) }
        let short = edition.chapters.map { setter.story($0, .short) }
        let frame = setter.letter([], isCut: true)
        let cut = LetterCut(
            frame: frame.bytes.count,
            stories: zip(stories, short).map { ($0.bytes.count, $1.bytes.count) })
        let chosen = cut.lengths.indices.compactMap { index in
            switch cut.lengths[index] {
            case .whole: stories[index]
            case .short: short[index]
            case .none: nil
            }
        }
        let html = setter.letter(chosen, isCut: cut.isCut)
        return Parts(html: html.bytes, text: Array(LetterPlainText(edition: edition, cut: cut).write().utf8), cut: cut)
    }

    /// A writer whose text cannot make a marker.
    func freshWriter() -> MarkupWriter { MarkupWriter(filter: LetterText.filter) }

    private func letter(_ stories: [MarkupWriter], isCut: Bool) -> MarkupWriter {
        var writer = freshWriter()
        writer.verbatim("<!DOCTYPE html>\n")
        writer.element(
            "html",
            [
                "lang": edition.language.text, "dir": edition.direction,
                "xmlns:o": "urn:schemas-microsoft-com:office:office",
            ]
        ) { html in
            html.newLine()
            html.element("head") { writeHead(to: &$0) }
            html.newLine()
            html.element(
                "body", ["class": "ground", "style": "margin:0;padding:0;background-color:\(tokens.scheme.ground.hex)"]
            ) { body in
                writePreheader(to: &body)
                writeColumn(to: &body) { column in
                    writeMasthead(to: &column)
                    for story in stories { column.append(story) }
                    if isCut { writeMore(to: &column) }
                    writeFooter(to: &column)
                }
            }
            html.newLine()
        }
        writer.newLine()
        return writer
    }

    private func writeHead(to head: inout MarkupWriter) {
        head.newLine()
        head.empty("meta", ["charset": "utf-8"])
        head.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        head.empty("meta", ["name": "x-apple-disable-message-reformatting"])
        head.empty("meta", ["name": "format-detection", "content": "telephone=no,date=no,address=no,email=no"])
        head.empty("meta", ["name": "color-scheme", "content": "light dark"])
        head.empty("meta", ["name": "supported-color-schemes", "content": "light dark"])
        head.newLine()
        head.element("title", [:], edition.title)
        head.newLine()
        head.verbatim(
            """
            <!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch>\
            </o:OfficeDocumentSettings></xml></noscript><![endif]-->

            """)
        head.styleSheet(LetterTokens.sheet(night: edition.look.palette.night))
    }

    /// The line that mail programs show beside the subject, and space that keeps them from showing more.
    private func writePreheader(to body: inout MarkupWriter) {
        guard !edition.summary.isEmpty else { return }
        body.newLine()
        body.element(
            "div", ["style": "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all"]
        ) { div in
            div.write(CleanText.shortened(edition.summary, to: 140))
            div.write(String(repeating: "\u{00A0}\u{200C}", count: 60))
        }
    }

    private func writeColumn(to body: inout MarkupWriter, _ content: (inout MarkupWriter) -> Void) {
        body.newLine()
        body.element("table", table("width:100%", extraClass: "ground")) { outer in
            outer.element("tr") { row in
                row.element("td", ["align": "center", "style": "padding:24px 0"]) { cell in
                    // Outlook for Windows knows no max-width: it gets a table of its own around ours.
                    cell.verbatim(
                        """
                        <!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" \
                        border="0"><tr><td><![endif]-->
                        """)
                    cell.newLine()
                    let style =
                        "width:100%;max-width:600px;text-align:\(edition.direction == nil ? "left" : "right");"
                        + "background-color:\(tokens.scheme.surface.hex)"
                    cell.element("table", table(style, extraClass: "surface"), content)
                    cell.newLine()
                    cell.verbatim("<!--[if mso]></td></tr></table><![endif]-->")
                }
            }
        }
        body.newLine()
    }

    private func table(_ style: String, extraClass: String) -> MarkupWriter.Attributes {
        [
            "role": "presentation", "class": extraClass, "width": "100%", "cellpadding": "0", "cellspacing": "0",
            "border": "0", "style": style,
        ]
    }
}
