import Markup
import Pipelines

/// How a document is written.
enum DocumentForm: Sendable {
    case page, markdown

    /// - Throws: `MarkupError` for what is no text.
    init(contentType: String?, name: String) throws(MarkupError) {
        let type = contentType?.prefix { $0 != ";" }.trimmingBlanks.lowercased() ?? ""
        let path = name.prefix { $0 != "?" && $0 != "#" }.lowercased()
        switch type {
        case "text/markdown", "text/plain": self = .markdown
        case "text/html", "application/xhtml+xml", "application/xml", "text/xml": self = .page
        case "", "application/octet-stream":
            self = [".md", ".markdown", ".txt"].contains { path.hasSuffix($0) } ? .markdown : .page
        default:
            throw MarkupError(code: .empty, message: "\(name) is \(type), which is neither a page nor Markdown.")
        }
    }
}

extension Document {
    /// What a page became.
    init(_ page: ExtractedPage, link: SourceLink) {
        self.init(
            url: link.url, title: page.title ?? link.title ?? link.url, author: page.author,
            published: page.date ?? link.published.map { String($0.prefix(10)) }, site: page.site,
            language: page.language, summary: page.description, markdown: page.markdown, text: page.text,
            images: page.images.map { DocumentImage(url: $0.url, alt: $0.alt) }, quality: page.quality)
    }

    /// A text in Markdown: its first heading is its title.
    init(markdown: String, link: SourceLink) throws(MarkupError) {
        do {
            let document = try MarkdownDocument.parse(markdown)
            var title: String?
            for case .heading(_, let inlines) in document.blocks where title == nil {
                title = Inline.plainText(of: inlines)
            }
            let stem = link.url.split(separator: "/").last.map { $0.prefix { $0 != "." } }.map(String.init)
            let text = document.plainText
            self.init(
                url: link.url, title: title ?? link.title ?? stem ?? link.url, published: link.published,
                markdown: markdown, text: text,
                images: document.images.map { DocumentImage(url: $0.url, alt: $0.alt) },
                quality: TextQuality.score(text))
        } catch {
            throw MarkupError(code: .tooLarge, message: "\(link.url): \(error.message)")
        }
    }
}
