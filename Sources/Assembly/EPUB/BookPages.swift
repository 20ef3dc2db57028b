/// The content documents of a book.
struct BookPages {
    let edition: Edition

    /// The picture alone, on a page of its own.
    func cover() -> BookFile {
        page("cover", title: edition.phrases.cover, type: "cover", bodyClass: "cover") { body in
            let path = "../images/cover.\(edition.cover?.fileExtension ?? "")"
            body.empty("img", ["src": path, "alt": "\(edition.phrases.cover): \(edition.title)", "role": "doc-cover"])
        }
    }

    /// Title, subtitle, who wrote it, who made it.
    func titlePage() -> BookFile {
        page("title", title: edition.title, type: "titlepage", bodyClass: "titlepage") { body in
            body.element("h1", [:], edition.title)
            body.newLine()
            if let subtitle = edition.subtitle { body.element("p", ["class": "subtitle"], subtitle) }
            if let author = edition.author { body.element("p", ["class": "author"], author) }
            if let logo = edition.logo {
                let path = "../images/logo.\(logo.fileExtension)"
                body.element("p", ["class": "publisher"]) {
                    $0.empty("img", ["src": path, "alt": edition.publisher ?? "", "width": "160"])
                }
            } else if let publisher = edition.publisher {
                body.element("p", ["class": "publisher"], publisher)
            }
        }
    }

    /// One section, with its writer under the heading and its sources at the end.
    func chapter(_ chapter: Chapter) -> BookFile {
        let heading = chapter.heading.isEmpty ? edition.phrases.introduction : chapter.heading
        let type = chapter.isIntroduction ? "introduction" : "chapter"
        var file = page(chapter.id, title: heading, type: type, bodyClass: nil, role: "doc-\(type)") { body in
            body.element("header") { header in
                if let number = chapter.number, numbersChapters {
                    header.element("p", ["class": "number"], "\(number)")
                }
                header.element("h1", [:], heading)
                if let author = chapter.author { header.element("p", ["class": "byline"], author) }
            }
            body.newLine()
            body.append(
                HypertextRenderer.render(chapter, headings: 2, look: SheetLook(notes: .book), places: places))
            if !chapter.isIntroduction { writeSources(of: chapter, to: &body) }
        }
        file.title = heading
        return file
    }

    /// How the book was made and from what.
    func colophon() -> BookFile {
        let phrases = edition.phrases
        var file = page(
            "colophon", title: phrases.about, type: "colophon", bodyClass: "colophon", role: "doc-colophon"
        ) { body in
            body.element("header") { $0.element("h1", [:], phrases.about) }
            body.newLine()
            for line in edition.statements {
                body.element("p", [:], line)
                body.newLine()
            }
            guard !edition.citations.isEmpty else { return }
            body.element("section", ["epub:type": "bibliography", "role": "doc-bibliography"]) { section in
                section.element("h2", [:], phrases.sources)
                section.newLine()
                section.element("ol", ["class": "sources"]) { list in
                    for citation in edition.citations {
                        list.element("li") { citation.write(to: &$0) }
                        list.newLine()
                    }
                }
            }
        }
        file.title = phrases.about
        return file
    }

    private var numbersChapters: Bool { edition.chapters.filter { !$0.isIntroduction }.count > 1 }

    private var places: [String: String] {
        let named = edition.chapters.compactMap { chapter in chapter.fileName.map { ($0, "\(chapter.id).xhtml") } }
        return Dictionary(named) { first, _ in first }
    }

    private func writeSources(of chapter: Chapter, to writer: inout MarkupWriter) {
        guard !chapter.citations.isEmpty else { return }
        writer.element("footer") { footer in
            for citation in chapter.citations {
                footer.element("p", ["class": "source"]) { line in
                    line.write("\(edition.phrases.source): ")
                    citation.write(to: &line)
                }
                footer.newLine()
            }
        }
        writer.newLine()
    }

    private func page(
        _ id: String, title: String, type: String, bodyClass: String?, role: String? = nil,
        _ content: (inout MarkupWriter) -> Void
    ) -> BookFile {
        let isMatter = type == "chapter" || type == "introduction"
        let writer = ContentDocument.write(
            title: title, language: edition.language, direction: edition.direction,
            bodyType: isMatter ? "bodymatter" : nil, bodyClass: bodyClass, folder: "../"
        ) { body in
            body.element("section", ["epub:type": type, "role": role]) { section in
                section.newLine()
                content(&section)
            }
        }
        return BookFile(
            path: "text/\(id).xhtml", mediaType: BookFile.xhtml, bytes: writer.bytes, id: id, isInSpine: true)
    }
}
