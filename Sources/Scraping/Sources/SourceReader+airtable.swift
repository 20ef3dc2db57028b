import Foundation
import Pipelines

extension SourceReader {
    /// Readings of a table that are begun anew because Airtable has forgotten how far it was.
    private static let restartLimit = 2

    /// The rows of a table as documents, or as links to the pages that they name.
    func rows(
        of table: SourceSpec.AirtableSpec, _ source: SourceSpec, _ values: TemplateValues
    ) async throws -> SourceOffer {
        let query = try AirtableQuery(table, select: source.select, values: values)
        guard let airtable, let token = airtable.secrets.secret(named: table.token) else {
            throw StageError(
                code: "source.secretMissing",
                message: "\(query.name) needs the secret \(table.token), an access token of Airtable.",
                disposition: .discard)
        }
        var links: [SourceLink] = []
        var offset: String?
        var restarts = 0
        while true {
            let address = query.address(at: airtable.address, after: offset)
            let response: PageResponse
            do throws(FetchError) {
                response = try await fetcher.call(
                    address, authorization: token, account: "airtable/\(query.base)", pace: AirtableAccess.pace)
            } catch {
                throw StageError(source: query.name, what: "table", error)
            }
            if response.status == 422, offset != nil, restarts < Self.restartLimit {
                // LIST_RECORDS_ITERATOR_NOT_AVAILABLE: an offset holds for some minutes only.
                (links, offset) = ([], nil)
                restarts += 1
                continue
            }
            try query.check(response)
            let answer = try await parsed(query.name) { try AirtableAnswer(response, query) }
            links += answer.links
            offset = answer.offset
            if offset == nil || links.count >= Self.linkLimit { break }
        }
        return SourceOffer(links: Array(links.prefix(Self.linkLimit)), isWhole: offset == nil)
    }
}

/// What is asked of a table (https://airtable.com/developers/web/api/list-records).
struct AirtableQuery: Sendable {
    let base: String
    let table: String
    let view: String?
    let spec: SourceSpec.AirtableSpec
    /// The fields that make a row's document; nil for all that hold text.
    let fields: [String]?

    /// - Throws: `StageError` where a template gave nothing to ask for.
    init(_ spec: SourceSpec.AirtableSpec, select: [String]?, values: TemplateValues) throws(StageError) {
        self.spec = spec
        base = values.render(spec.base)
        table = values.render(spec.table)
        view = spec.view.map(values.render)
        fields = select
        guard !base.isEmpty, !table.isEmpty else {
            throw StageError(
                code: "source.refused", message: "airtable: base `\(base)` and table `\(table)` name no table.",
                disposition: .discard)
        }
    }

    var name: String { "airtable:\(base)/\(table)" }

    /// A row's page in Airtable, which is its address.
    func page(of record: String) -> String {
        "https://airtable.com/\(Self.encoded(base))/\(Self.encoded(table))/\(Self.encoded(record))"
    }

    func address(at api: String, after offset: String?) -> String {
        var parameters = [("pageSize", String(AirtableAccess.pageSize))]
        if let view { parameters.append(("view", view)) }
        if let fields {
            for field in Set(fields + [spec.title, spec.date, spec.link].compactMap(\.self)).sorted() {
                parameters.append(("fields[]", field))
            }
        }
        if let offset { parameters.append(("offset", offset)) }
        let query = parameters.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
        return "\(api)/v0/\(Self.encoded(base))/\(Self.encoded(table))?\(query)"
    }

    /// - Throws: `StageError` for an answer that is no list, saying what can be done.
    func check(_ response: PageResponse) throws(StageError) {
        let reason = AirtableAnswer.reason(in: response).map { ": \($0)" } ?? "."
        switch response.status {
        case 200: return
        case 401, 403:
            throw refused("Airtable does not let the token in \(spec.token) read \(name)\(reason)")
        case 404: throw refused("Airtable has no \(name), or the token in \(spec.token) may not see it\(reason)")
        case 429, 503:
            throw StageError(
                code: "source.busy", message: "Airtable was asked too often and rests.",
                disposition: .snooze(Freshness.retryAfter(of: response) ?? AirtableAccess.penalty))
        case 500...:
            throw StageError(
                code: "source.unreachable", message: "Airtable answered \(response.status) for \(name)\(reason)",
                disposition: .retry(after: nil))
        default: throw refused("Airtable answered \(response.status) for \(name)\(reason)")
        }
    }

    private func refused(_ message: String) -> StageError {
        StageError(code: "source.refused", message: message, disposition: .discard)
    }

    private static func encoded(_ text: String) -> String {
        let plain = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
