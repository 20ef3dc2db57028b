import Foundation

/// Sets an edition as one self-contained web page: responsive, light and dark, no script, nothing loaded.
struct PageSetter {
    let edition: Edition

    /// The largest picture that is put into the page: 400 kB as Base64.
    static let maximumPicture = 300_000

    /// The page's bytes. Synchronous: on the compute pool.
    static func html(_ edition: Edition) -> [UInt8] {
        PageSetter(edition: edition).write().bytes
    }

    private func write() -> MarkupWriter {
        var writer = MarkupWriter()
        writer.verbatim("<!DOCTYPE html>\n")
        writer.element("html", ["lang": edition.language.text, "dir": edition.direction]) { html in
            html.newLine()
            html.element("head") { writeHead(to: &$0) }
            html.newLine()
            html.element("body") { body in
                body.newLine()
                body.element("header", ["class": "top"]) { writeTop(to: &$0) }
                body.element("main") { main in
                    main.newLine()
                    if bodyChapters.count > 3 { writeContents(to: &main) }
                    for chapter in edition.chapters { write(chapter, to: &main) }
                }
                body.newLine()
                body.element("footer", ["class": "bottom"]) { writeBottom(to: &$0) }
            }
            html.newLine()
        }
        writer.newLine()
        return writer
    }

    private var bodyChapters: [Chapter] { edition.chapters.filter { !$0.heading.isEmpty && !$0.isIntroduction } }

    private func writeHead(to head: inout MarkupWriter) {
        head.newLine()
        head.empty("meta", ["charset": "utf-8"])
        head.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
        head.empty(
            "meta",
            [
                "http-equiv": "Content-Security-Policy",
                "content": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
                    + "form-action 'none'",
            ])
        head.empty("meta", ["name": "color-scheme", "content": "light dark"])
        head.newLine()
        head.element("title", [:], edition.title)
        if !edition.summary.isEmpty { head.empty("meta", ["name": "description", "content": edition.summary]) }
        if let author = edition.author { head.empty("meta", ["name": "author", "content": author]) }
        head.newLine()
        head.styleSheet(PageStyle.css(edition.look))
    }

    private func writeTop(to writer: inout MarkupWriter) {
        writer.newLine()
        if let picture = edition.header, picture.bytes.count <= Self.maximumPicture {
            // The picture shows the title, so it is the heading; the words below it are for narrow screens.
            writer.element("h1", ["class": "header"]) { $0.empty("img", ["src": data(picture), "alt": edition.title]) }
            writer.newLine()
            writer.element("div", ["class": "masthead pictured"]) { writeBylines(to: &$0) }
        } else {
            writer.element("div", ["class": "masthead"]) { top in
                if let publisher = edition.publisher, !edition.title.hasPrefix(publisher) {
                    top.element("p", ["class": "publisher"], publisher)
                }
                top.element("h1", [:], edition.title)
                writeBylines(to: &top)
            }
        }
        writer.newLine()
    }

    private func data(_ picture: StillImage) -> String {
        "data:\(picture.mediaType);base64,\(Data(picture.bytes).base64EncodedString())"
    }

    private func writeBylines(to writer: inout MarkupWriter) {
        if let subtitle = edition.subtitle { writer.element("p", ["class": "subtitle"], subtitle) }
        if let author = edition.author { writer.element("p", ["class": "byline"], author) }
    }

    private func writeContents(to writer: inout MarkupWriter) {
        writer.element("nav", ["class": "contents", "aria-label": edition.phrases.contents]) { nav in
            nav.element("h2", [:], edition.phrases.contents)
            nav.element("ol") { list in
                for chapter in bodyChapters {
                    list.element("li") { $0.element("a", ["href": "#\(chapter.id)"], chapter.heading) }
                    list.newLine()
                }
            }
        }
        writer.newLine()
    }

    private func write(_ chapter: Chapter, to writer: inout MarkupWriter) {
        writer.element("section", ["id": chapter.id, "class": chapter.isIntroduction ? "introduction" : nil]) {
            section in
            section.newLine()
            if !chapter.heading.isEmpty { section.element("h2", [:], chapter.heading) }
            if let author = chapter.author { section.element("p", ["class": "byline"], author) }
            section.newLine()
            section.append(
                HypertextRenderer.render(
                    chapter, headings: chapter.heading.isEmpty ? 2 : 3, look: SheetLook(notes: .page), places: places))
            if !chapter.isIntroduction { writeSources(of: chapter, to: &section) }
        }
        writer.newLine()
    }

    private func writeSources(of chapter: Chapter, to writer: inout MarkupWriter) {
        for citation in chapter.citations {
            writer.element("p", ["class": "source"]) { line in
                line.write("\(edition.phrases.source): ")
                if let address = citation.address {
                    line.element("a", ["href": address.text], citation.title)
                    if !address.host.isEmpty { line.write(" (\(address.host))") }
                } else {
                    citation.write(to: &line)
                }
            }
            writer.newLine()
        }
    }

    private var places: [String: String] {
        let named = edition.chapters.compactMap { chapter in chapter.fileName.map { ($0, "#\(chapter.id)") } }
        return Dictionary(named) { first, _ in first }
    }

    private func writeBottom(to writer: inout MarkupWriter) {
        writer.newLine()
        if let logo = edition.logo {
            // On a plate of its own: a dark logo would not be seen at night.
            let style = "max-width: 10rem; height: auto; padding: 0.5rem; background: #fff; border-radius: 4px"
            writer.element("p") {
                $0.empty("img", ["src": data(logo), "alt": edition.publisher ?? "", "style": style])
            }
            writer.newLine()
        }
        for line in edition.statements + [edition.postalAddress].compactMap(\.self) {
            writer.element("p", [:], line)
            writer.newLine()
        }
    }
}
