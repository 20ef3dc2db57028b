import Markup
import Pipelines

/// One page of a table's rows.
struct AirtableAnswer: Sendable {
    private(set) var links: [SourceLink] = []
    /// Where the next page begins; nil on the last.
    private(set) var offset: String?

    /// - Throws: `MarkupError` for what holds no rows.
    init(_ response: PageResponse, _ query: AirtableQuery) throws(MarkupError) {
        let text = TextDecoder.decode(response.body, contentType: response.contentType).string
        guard let json = LooseJSON(text), case .array(let records)? = json["records"] else {
            throw MarkupError(code: .empty, message: "The answer holds no `records`.")
        }
        offset = json["offset"]?.text
        for record in records {
            guard let id = record["id"]?.text, let fields = record["fields"] else { continue }
            if let link = try Self.link(id, fields, created: record["createdTime"]?.text, query) { links.append(link) }
        }
    }

    private static func link(
        _ id: String, _ fields: LooseJSON, created: String?, _ query: AirtableQuery
    ) throws(MarkupError) -> SourceLink? {
        let title = fields[query.spec.title]?.text
        let date = query.spec.date.flatMap { fields[$0]?.text } ?? created
        let published = date.flatMap { WebDate.instant(in: $0) }
        let named = query.spec.link.flatMap { fields[$0]?.text }.flatMap(WebURL.init)
        if query.spec.link != nil, named == nil { return nil }
        var link = SourceLink(
            url: named?.description ?? query.page(of: id), title: title, published: published, rights: .quote)
        // Pages are read where they are named and no field is.
        if named != nil, query.fields == nil { return link }
        let names = query.fields ?? otherFields(of: fields, query.spec)
        let parts = names.compactMap { name in
            fields[name].map { RecordDocument.Part(heading: names.count > 1 ? name : nil, value: $0) }
        }
        link.content = .document(try RecordDocument.document(parts, link: link, site: "Airtable"))
        return link
    }

    /// All fields but those that have a meaning of their own, by name: Airtable gives them in no order.
    private static func otherFields(of fields: LooseJSON, _ spec: SourceSpec.AirtableSpec) -> [String] {
        guard case .object(let members) = fields else { return [] }
        return members.keys.filter { $0 != spec.title && $0 != spec.date }.sorted()
    }

    /// Why Airtable refused: `{"error": {"type": …, "message": …}}`, or `{"error": "NOT_FOUND"}`.
    static func reason(in response: PageResponse) -> String? {
        guard let error = LooseJSON(String(decoding: response.body.prefix(4096), as: UTF8.self))?["error"] else {
            return nil
        }
        let reason = error["message"]?.text ?? error["type"]?.text ?? error.text
        return reason.map { String($0.prefix(300)) }
    }
}
