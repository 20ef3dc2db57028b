package import Pipelines
import Postgres

extension CatalogStageContext {
    /// What was learnt of the site before the run was made, and whether it is time to learn it anew: after a month, or a day
    /// where there were only a few documents to learn from.
    package func knownSite(_ site: String) async throws -> KnownSite {
        let row = try await database.query(
            """
            SELECT known.hashes, known.documents, NOT EXISTS (
                SELECT FROM presswork.site_lines WHERE tenant_id = \(request.tenant) AND site = \(site)
                    AND learnt_at > now() - CASE WHEN documents < \(Self.many) THEN interval '1 day'
                        ELSE interval '30 days' END) AS is_due
            FROM presswork.run r LEFT JOIN LATERAL (
                SELECT hashes, documents FROM presswork.site_lines
                WHERE tenant_id = r.tenant_id AND site = \(site) AND learnt_at < r.created_at
                ORDER BY learnt_at DESC LIMIT 1) AS known ON true
            WHERE r.tenant_id = \(request.tenant) AND r.id = \(request.run.id)
            """, in: request.tenant
        ).onlyRow
        var known = KnownSite(isDue: try row.decode("is_due"))
        if let hashes = try row.decode("hashes", as: [Int64]?.self) {
            known.shared = SharedLines(
                hashes: hashes.map { UInt64(bitPattern: $0) }, documents: try row.decode("documents"))
        }
        return known
    }

    /// Documents from which a month's knowledge can be learnt.
    private static let many = 16

    /// Whole pages that are there.
    package func documents(ofSite site: String, limit: Int) async throws -> [Digest] {
        let rows = try await database.query(
            """
            SELECT digest FROM presswork.document_source
            WHERE tenant_id = \(request.tenant) AND site = \(site) AND selection IS NULL AND gone_at IS NULL
            ORDER BY checked_at DESC, url_digest LIMIT \(limit)
            """, in: request.tenant)
        return try rows.map { try $0.decode("digest") }
    }

    /// Adds a row; rows that no run is old enough to know leave.
    package func record(_ shared: SharedLines, ofSite site: String) async throws {
        let hashes = shared.hashes.map { Int64(bitPattern: $0) }
        _ = try await runFenced([
            """
            INSERT INTO presswork.site_lines (tenant_id, site, hashes, documents)
            VALUES (\(request.tenant), \(site), \(hashes), \(shared.documents))
            ON CONFLICT DO NOTHING
            """,
            """
            DELETE FROM presswork.site_lines old USING presswork.site_lines newer
            WHERE old.tenant_id = \(request.tenant) AND old.site = \(site) AND newer.tenant_id = old.tenant_id
                AND newer.site = old.site AND newer.learnt_at > old.learnt_at
                AND newer.learnt_at < now() - interval '60 days'
            """,
        ])
    }
}
