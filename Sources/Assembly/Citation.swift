import Pipelines

/// A source as it is printed.
struct Citation: Hashable, Sendable {
    /// The page's title; its address where it has none.
    var title: String
    var author: String?
    /// `nil` where the address may not be linked to; then it is printed as text.
    var address: WebAddress?
    /// What tells it from others.
    var key: String

    init(_ source: SourceCitation) {
        address = WebAddress(source.url)
        key = source.url
        title = CleanText.line(optional: source.title) ?? CleanText.line(source.url)
        author = CleanText.line(optional: source.author)
    }
}

extension Citation {
    /// Title, author and address, the last as a link.
    func write(to writer: inout MarkupWriter) {
        writer.element("cite", [:], title)
        if let author { writer.write(", \(author)") }
        if let address {
            writer.write(", ")
            writer.element("a", ["href": address.text], address.text)
        } else if key != title {
            writer.write(", \(CleanText.line(key))")
        }
    }
}
