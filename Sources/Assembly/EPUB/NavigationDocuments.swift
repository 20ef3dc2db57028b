/// The table of contents: the navigation document (EPUB 3.3 §7), which is also a page, and the NCX of older readers.
struct NavigationDocuments {
    let edition: Edition
    /// Cover and title page.
    let front: [BookFile]
    /// Chapters and colophon.
    let readable: [BookFile]

    /// `nav.xhtml`.
    func contents() -> BookFile {
        let phrases = edition.phrases
        let writer = ContentDocument.write(
            title: phrases.contents, language: edition.language, direction: edition.direction,
            bodyType: "frontmatter", bodyClass: "contents", folder: ""
        ) { body in
            body.newLine()
            body.element("nav", ["epub:type": "toc", "role": "doc-toc", "id": "toc", "aria-label": phrases.contents]) {
                $0.element("h1", [:], phrases.contents)
                writeList(readable.map { ($0.path, $0.title ?? "", nil) }, to: &$0)
            }
            body.newLine()
            body.element("nav", ["epub:type": "landmarks", "aria-label": phrases.start, "hidden": "hidden"]) {
                writeList(landmarks, to: &$0)
            }
            body.newLine()
        }
        return BookFile(
            path: "nav.xhtml", mediaType: BookFile.xhtml, bytes: writer.bytes, id: "nav", properties: "nav",
            isInSpine: true)
    }

    /// `toc.ncx` (OPF 2.0.1 §2.4.1).
    func ncx() -> BookFile {
        var writer = MarkupWriter()
        writer.verbatim("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        writer.element(
            "ncx",
            [
                "xmlns": "http://www.daisy.org/z3986/2005/ncx/", "version": "2005-1",
                "xml:lang": edition.language.text,
            ]
        ) { ncx in
            ncx.element("head") { $0.empty("meta", ["name": "dtb:uid", "content": edition.identifier]) }
            ncx.newLine()
            ncx.element("docTitle") { $0.element("text", [:], edition.title) }
            ncx.newLine()
            ncx.element("navMap") { map in
                for (index, file) in readable.enumerated() {
                    map.newLine()
                    map.element("navPoint", ["id": "point-\(index + 1)", "playOrder": "\(index + 1)"]) { point in
                        point.element("navLabel") { $0.element("text", [:], file.title ?? "") }
                        point.empty("content", ["src": file.path])
                    }
                }
            }
        }
        writer.newLine()
        return BookFile(path: "toc.ncx", mediaType: "application/x-dtbncx+xml", bytes: writer.bytes, id: "ncx")
    }

    private typealias Link = (path: String, words: String, type: String?)

    private var landmarks: [Link] {
        let phrases = edition.phrases
        var links: [Link] = front.map { file in
            file.id == "cover" ? (file.path, phrases.cover, "cover") : (file.path, phrases.titlePage, "titlepage")
        }
        links.append(("#toc", phrases.contents, "toc"))
        if let first = readable.first { links.append((first.path, phrases.start, "bodymatter")) }
        return links
    }

    private func writeList(_ links: [Link], to writer: inout MarkupWriter) {
        writer.element("ol") { list in
            list.newLine()
            for link in links {
                list.element("li") { $0.element("a", ["href": link.path, "epub:type": link.type], link.words) }
                list.newLine()
            }
        }
    }
}
