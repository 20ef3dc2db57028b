package import Pipelines
import Postgres

/// What the sources of pipelines offer, and what of it has disappeared.
package struct SourceStore: Sendable {
    private let database: TenantDatabase

    package init(database: TenantDatabase) { self.database = database }

    /// How long it is remembered that something is gone.
    private static let memory = "90 days"

    /// Sources in the order of pipelines and addresses, of one pipeline or of all.
    package func list(pipeline: String? = nil, limit: Int, for tenant: TenantID) async throws -> [SourceSummary] {
        let rows = try await database.query(
            """
            SELECT s.pipeline, s.kind, s.address, s.read_at,
                count(e.url_digest) FILTER (WHERE e.gone_at IS NULL) AS offered,
                count(e.url_digest) FILTER (WHERE e.gone_at IS NOT NULL) AS gone
            FROM presswork.source s
            LEFT JOIN presswork.source_entry e ON e.tenant_id = s.tenant_id AND e.source_id = s.id
            WHERE s.tenant_id = \(tenant)
                AND (\(nullable: pipeline)::text IS NULL OR s.pipeline = \(nullable: pipeline))
            GROUP BY s.tenant_id, s.id ORDER BY s.pipeline, s.kind, s.address LIMIT \(limit)
            """, in: tenant)
        return try rows.map { row in
            SourceSummary(
                pipeline: try row.decode("pipeline"), kind: try row.decode("kind"), address: try row.decode("address"),
                offered: try row.decode("offered"), gone: try row.decode("gone"), readAt: try row.decodeDate("read_at"))
        }
    }

    /// What sources do not offer any more, and pages that answer 404 or 410 since they were read; the newest first.
    ///
    /// - Parameter pipeline: only what its sources offered and its runs read; nil for those of all.
    package func gone(pipeline: String? = nil, limit: Int, for tenant: TenantID) async throws -> [GoneDocument] {
        let rows = try await database.query(
            """
            SELECT e.url, e.gone_at, s.pipeline, s.kind, s.address
            FROM presswork.source_entry e
            JOIN presswork.source s ON s.tenant_id = e.tenant_id AND s.id = e.source_id
            WHERE e.tenant_id = \(tenant) AND e.gone_at IS NOT NULL
                AND (\(nullable: pipeline)::text IS NULL OR s.pipeline = \(nullable: pipeline))
            UNION ALL
            SELECT d.url, d.gone_at, NULL, NULL, NULL FROM presswork.document_source d
            WHERE d.tenant_id = \(tenant) AND d.gone_at IS NOT NULL
                AND (\(nullable: pipeline)::text IS NULL OR \(nullable: pipeline) = ANY (d.read_by))
            ORDER BY gone_at DESC, url LIMIT \(limit)
            """, in: tenant)
        return try rows.map { row in
            GoneDocument(
                url: try row.decode("url"), goneAt: try row.decodeDate("gone_at"),
                pipeline: try row.decode("pipeline"), kind: try row.decode("kind"),
                address: try row.decode("address"))
        }
    }

    /// Statements that keep a listing. The first locks the source's row, so listings of one source follow each other.
    static func recording(
        _ listing: SourceListing, of pipeline: String, for tenant: TenantID
    ) -> [PostgresQuery] {
        let place = Digest(of: listing.address)
        let digests = listing.urls.map { Digest(of: $0) }
        var statements: [PostgresQuery] = [
            """
            INSERT INTO presswork.source (tenant_id, pipeline, kind, address, address_digest)
            VALUES (\(tenant), \(pipeline), \(listing.kind), \(listing.address), \(place))
            ON CONFLICT (tenant_id, pipeline, kind, address_digest) DO UPDATE SET read_at = now()
            """,
            """
            INSERT INTO presswork.source_entry (tenant_id, source_id, url_digest, url)
            SELECT s.tenant_id, s.id, offered.digest, offered.url
            FROM presswork.source s CROSS JOIN unnest(\(digests), \(listing.urls)) AS offered (digest, url)
            WHERE s.tenant_id = \(tenant) AND s.pipeline = \(pipeline) AND s.kind = \(listing.kind)
                AND s.address_digest = \(place)
            ON CONFLICT (tenant_id, source_id, url_digest) DO UPDATE SET gone_at = NULL
            WHERE source_entry.gone_at IS NOT NULL
            """,
        ]
        guard listing.isWhole else { return statements }
        statements += [
            """
            UPDATE presswork.source_entry e SET gone_at = now()
            FROM presswork.source s
            WHERE s.tenant_id = \(tenant) AND s.pipeline = \(pipeline) AND s.kind = \(listing.kind)
                AND s.address_digest = \(place) AND e.tenant_id = s.tenant_id AND e.source_id = s.id
                AND e.gone_at IS NULL
                AND NOT EXISTS (SELECT FROM unnest(\(digests)) AS offered (digest) WHERE offered.digest = e.url_digest)
            """,
            """
            DELETE FROM presswork.source_entry e USING presswork.source s
            WHERE s.tenant_id = \(tenant) AND s.pipeline = \(pipeline) AND s.kind = \(listing.kind)
                AND s.address_digest = \(place) AND e.tenant_id = s.tenant_id AND e.source_id = s.id
                AND e.gone_at < now() - \(memory)::interval
            """,
        ]
        return statements
    }
}
