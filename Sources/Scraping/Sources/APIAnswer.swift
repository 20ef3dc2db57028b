import Markup
import Pipelines

/// One answer of a JSON API, as its source says where things are.
struct APIAnswer: Sendable {
    private(set) var links: [SourceLink] = []
    /// Where the list goes on.
    private(set) var next: String?

    /// - Parameter fields: where an item has its text, if that is not on the page behind its link.
    /// - Throws: `MarkupError` for what is no JSON, or holds no list where one should be.
    init(_ response: PageResponse, _ api: SourceSpec.APISpec, fields: [String]?) throws(MarkupError) {
        let text = TextDecoder.decode(response.body, contentType: response.contentType).string
        guard let json = LooseJSON(text) else {
            throw MarkupError(code: .empty, message: "The answer is no JSON.")
        }
        guard let list = Self.value(json, at: api.items), case .array(let items) = list else {
            let place = api.items.isEmpty ? "the answer itself" : "`\(api.items)`"
            throw MarkupError(code: .empty, message: "There is no list in \(place), where `api.items` looks for it.")
        }
        let base = WebURL(response.url)
        for item in items {
            guard let reference = Self.value(item, at: api.link)?.text,
                let url = WebURL.resolve(reference, against: base), url.isWeb
            else { continue }
            var link = SourceLink(
                url: url.description, title: api.title.flatMap { Self.value(item, at: $0)?.text },
                published: api.date.flatMap { Self.value(item, at: $0)?.text }.flatMap { WebDate.instant(in: $0) },
                rights: .quote)
            if let fields {
                let parts = fields.compactMap { field in
                    Self.value(item, at: field).map { RecordDocument.Part(value: $0) }
                }
                link.content = .document(try RecordDocument.document(parts, link: link, site: url.host))
            }
            links.append(link)
        }
        next = api.next.flatMap { Self.value(json, at: $0)?.text }
            .flatMap { WebURL.resolve($0, against: base)?.description }
    }

    private static func value(_ json: LooseJSON, at path: String) -> LooseJSON? {
        path.split(separator: ".").reduce(json as LooseJSON?) { value, name in value?[String(name)] }
    }
}
