package import Pipelines
import Postgres

extension SubscriberStore {
    /// Adds the readers of a CSV with the columns `email`, and as people have them `name`, `segments` (separated by `;`
    /// or `|`), `language`, `timezone`, `consent_source` (else `source`) and `consented_at` (ISO 8601). Nobody is
    /// removed, and nobody who is suppressed is written to because a list says so.
    @discardableResult
    package func importCSV(
        _ csv: [UInt8], into channel: ChannelName, source: String, for tenant: TenantID
    ) async throws -> SubscriberImport {
        let list = try SubscriberList(csv, source: source)
        var report = SubscriberImport(rejected: list.rejected)
        for start in stride(from: 0, to: list.entries.count, by: 1000) {
            let batch = Array(list.entries[start..<min(start + 1000, list.entries.count)])
            let results = try await database.transaction(
                [
                    Self.insertion(batch, channel, tenant), Self.consents(batch, channel, tenant),
                    Self.segments(batch, channel, tenant), Self.suppressedCount(batch, channel, tenant),
                ], in: tenant)
            let added = try results[0].map { try $0.decode(at: 0, as: Bool.self) }.count { $0 }
            report.added += added
            report.kept += batch.count - added
            report.suppressed += try results[3].onlyRow.decode(at: 0)
        }
        return report
    }

    /// A channel's readers as CSV with the columns that the import reads, and `suppressed`.
    package func exportCSV(of channel: ChannelName, for tenant: TenantID) async throws -> String {
        let rows = try await database.query(
            """
            SELECT s.address, coalesce(s.name, '') AS name, coalesce(g.names, '') AS segments,
                coalesce(s.language, '') AS language, coalesce(s.timezone, '') AS timezone,
                coalesce(c.source, '') AS consent_source,
                coalesce(to_char(c.given_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), '') AS consented_at,
                coalesce(u.reason, '') AS suppressed
            FROM presswork.subscriber s
            LEFT JOIN LATERAL (
                SELECT string_agg(name, ';' ORDER BY name) AS names FROM presswork.segment
                WHERE tenant_id = s.tenant_id AND subscriber_id = s.id) g ON true
            LEFT JOIN LATERAL (
                SELECT source, given_at FROM presswork.consent
                WHERE tenant_id = s.tenant_id AND subscriber_id = s.id ORDER BY given_at LIMIT 1) c ON true
            LEFT JOIN LATERAL (
                SELECT min(reason) AS reason FROM presswork.suppression
                WHERE tenant_id = s.tenant_id AND address_digest = sha256(convert_to(s.address, 'UTF8'))
                    AND channel IN ('*', s.channel)) u ON true
            WHERE s.tenant_id = \(tenant) AND s.channel = \(channel.description) ORDER BY s.address
            """, in: tenant)
        var text = "email,name,segments,language,timezone,consent_source,consented_at,suppressed\r\n"
        for row in rows {
            let fields = try (0..<8).map { try row.decode(at: $0, as: String.self) }
            text += fields.map(Self.quoted).joined(separator: ",") + "\r\n"
        }
        return text
    }

    /// A field that a spreadsheet neither splits nor runs: one that begins like a formula gets an apostrophe.
    private static func quoted(_ field: String) -> String {
        let safe = field.first.map { "=+-@\t\r".contains($0) } == true ? "'" + field : field
        guard safe.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
