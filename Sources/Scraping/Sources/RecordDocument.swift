import Markup
import Pipelines

/// Makes a document of the fields of a record: a row of a table, an entry of an API's list.
enum RecordDocument {
    /// One field.
    struct Part {
        /// What stands over it; nil for nothing.
        var heading: String?
        var value: LooseJSON
    }

    /// - Throws: `MarkupError` for text over the limits.
    static func document(_ parts: [Part], link: SourceLink, site: String?) throws(MarkupError) -> Document {
        var sections: [String] = []
        for part in parts {
            let text = try markdown(of: part.value, at: link.url)
            guard !text.isEmpty else { continue }
            sections.append(part.heading.map { "## \($0)\n\n\(text)" } ?? text)
        }
        do {
            let document = try MarkdownDocument.parse(sections.joined(separator: "\n\n"))
            let text = document.plainText
            return Document(
                url: link.url, title: link.title ?? link.url, published: link.published.map { String($0.prefix(10)) },
                site: site, language: LanguageGuess.language(of: text), markdown: document.markdown, text: text,
                images: document.images.map { DocumentImage(url: $0.url, alt: $0.alt) },
                quality: TextQuality.score(text))
        } catch {
            throw MarkupError(code: .tooLarge, message: "\(link.url): \(error.message)")
        }
    }

    /// HTML becomes Markdown, other text is taken for Markdown, lists are written out.
    private static func markdown(of value: LooseJSON, at url: String) throws(MarkupError) -> String {
        switch value {
        case .null: return ""
        case .bool(let flag): return flag ? "yes" : "no"
        case .number: return value.text ?? ""
        case .string(let text):
            guard FeedMarkup.looksLikeHTML(text) else { return text.trimmingBlanks }
            let base = WebURL(url)
            let tree = try HTMLTree.parse(Array(text.utf8), contentType: "text/html; charset=utf-8")
            return PagePart.whole(of: tree) { WebURL.resolve($0, against: base)?.description ?? $0 }.markdown
        case .array(let elements):
            return elements.prefix(1000).compactMap(word).joined(separator: ", ")
        case .object: return word(value) ?? ""
        }
    }

    /// What a member of a list is called: a person, a file, a linked record.
    private static func word(_ value: LooseJSON) -> String? {
        guard case .object = value else { return value.text }
        return ["name", "filename", "email", "url", "id"].lazy.compactMap { value[$0]?.text }.first
    }
}
