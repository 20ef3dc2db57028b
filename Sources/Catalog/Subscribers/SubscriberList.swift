import Foundation
import Pipelines
import Postgres

/// A CSV of readers as people keep them, with what of it cannot be taken.
struct SubscriberList {
    /// A reader of the list.
    struct Entry {
        var address: EmailAddress
        var name: String?
        /// BCP 47.
        var language: String?
        /// An IANA name.
        var timezone: String?
        var segments: [String]
        /// Where the person agreed.
        var consent: String
        /// When the person agreed; `nil`: when the list is imported.
        var consentedAt: PostgresTimestamp?
    }

    private(set) var entries: [Entry] = []
    private(set) var rejected: [SubscriberImport.Rejection] = []
    /// Column → its position.
    private let columns: [String: Int]

    /// Other names of columns.
    private static let synonyms = ["email": "address", "e-mail": "address", "consent_source": "consent"]

    /// - Parameter source: the consent of readers whose row names none.
    init(_ csv: [UInt8], source: String) throws(CatalogError) {
        let table: CSVTable
        do throws(CSVError) {
            table = try CSVTable(csv)
        } catch {
            throw CatalogError(.invalid, "the list of readers, \(error)", underlying: error)
        }
        let names = table.header.map { $0.lowercased() }.map { Self.synonyms[$0] ?? $0 }
        columns = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
        guard columns["address"] != nil else {
            throw CatalogError(
                .invalid, "the list of readers has no column `email`; it has: \(table.header.joined(separator: ", "))")
        }
        var seen: Set<EmailAddress> = []
        for row in table.rows {
            switch read(row, source: source) {
            case .success(let entry) where seen.insert(entry.address).inserted: entries.append(entry)
            case .success: reject(row, "the address stands in the list before")
            case .failure(let problem): reject(row, problem.message)
            }
        }
    }

    private mutating func reject(_ row: CSVTable.Row, _ reason: String) {
        rejected.append(SubscriberImport.Rejection(line: row.line, reason: reason))
    }

    private func read(_ row: CSVTable.Row, source: String) -> Result<Entry, CatalogError> {
        func field(_ name: String) -> String? {
            guard let column = columns[name] else { return nil }
            let text = row.fields[column].trimming()
            return text.isEmpty ? nil : text
        }
        guard let address = field("address").flatMap(EmailAddress.init) else {
            return .failure(CatalogError(.invalid, "this is not an e-mail address"))
        }
        var consentedAt: PostgresTimestamp?
        if let text = field("consented_at") {
            do {
                consentedAt = PostgresTimestamp(try Date(text, strategy: .iso8601))
            } catch {
                return .failure(CatalogError(.invalid, "`consented_at` is not like 2026-08-02T14:05:00Z"))
            }
        }
        let segments = field("segments")?.split { ";|".contains($0) }.map { $0.trimming() } ?? []
        return .success(
            Entry(
                address: address, name: field("name"), language: field("language"), timezone: field("timezone"),
                segments: segments.filter { !$0.isEmpty }, consent: field("consent") ?? source,
                consentedAt: consentedAt))
    }
}
