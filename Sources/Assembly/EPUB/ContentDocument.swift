/// The frame of an XHTML content document (EPUB 3.3 §6.1).
enum ContentDocument {
    /// Writes prologue, head and body; `folder` leads from the document to the package's folder.
    static func write(
        title: String, language: LanguageTag, direction: String?, bodyType: String? = nil, bodyClass: String? = nil,
        folder: String, _ content: (inout MarkupWriter) -> Void
    ) -> MarkupWriter {
        var writer = MarkupWriter()
        writer.verbatim("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n")
        writer.element(
            "html",
            [
                "xmlns": "http://www.w3.org/1999/xhtml", "xmlns:epub": "http://www.idpf.org/2007/ops",
                "lang": language.text, "xml:lang": language.text, "dir": direction,
            ]
        ) { html in
            html.newLine()
            html.element("head") { head in
                head.empty("meta", ["charset": "utf-8"])
                head.element("title", [:], title)
                head.empty("link", ["rel": "stylesheet", "type": "text/css", "href": "\(folder)css/book.css"])
            }
            html.newLine()
            html.element("body", ["epub:type": bodyType, "class": bodyClass], content)
            html.newLine()
        }
        writer.newLine()
        return writer
    }
}
