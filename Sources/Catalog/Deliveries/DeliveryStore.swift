package import Pipelines
import Postgres

/// The ledger as operators see it.
package struct DeliveryStore: Sendable {
    /// Which deliveries are asked for.
    package struct Filter: Sendable, Hashable {
        package var run: RunID?
        package var state: DeliveryState?
        package var channel: ChannelName?

        package init(run: RunID? = nil, state: DeliveryState? = nil, channel: ChannelName? = nil) {
            self.run = run
            self.state = state
            self.channel = channel
        }
    }

    let database: TenantDatabase
    let settings: LedgerSettings

    package init(database: TenantDatabase, settings: LedgerSettings = .standard) {
        self.database = database
        self.settings = settings
    }

    /// The newest deliveries that `filter` admits, newest first.
    package func list(
        _ filter: Filter = Filter(), limit: Int = 1000, for tenant: TenantID
    ) async throws -> [DeliveryRecord] {
        let rows = try await database.query(
            """
            SELECT \(literal: DeliveryRecord.columns) \(literal: DeliveryRecord.tables)
            WHERE d.tenant_id = \(tenant) AND (\(nullable: filter.run)::uuid IS NULL OR d.run_id = \(nullable: filter.run))
                AND (\(nullable: filter.state?.rawValue)::text IS NULL OR d.state = \(nullable: filter.state?.rawValue))
                AND (\(nullable: filter.channel?.description)::text IS NULL
                    OR d.channel_kind || '/' || d.channel_name = \(nullable: filter.channel?.description))
            ORDER BY d.id DESC LIMIT \(limit)
            """, in: tenant)
        return try rows.map(DeliveryRecord.init(row:))
    }

    /// One delivery. - Throws: `CatalogError` `notFound`.
    package func show(_ id: DeliveryID, for tenant: TenantID) async throws -> DeliveryRecord {
        let rows = try await database.query(
            """
            SELECT \(literal: DeliveryRecord.columns) \(literal: DeliveryRecord.tables)
            WHERE d.tenant_id = \(tenant) AND d.id = \(id)
            """, in: tenant)
        guard let row = rows.first else { throw CatalogError(.notFound, "there is no delivery \(id)") }
        return try DeliveryRecord(row: row)
    }

    /// How many deliveries are in each state.
    package func counts(run: RunID? = nil, for tenant: TenantID) async throws -> [DeliveryState: Int] {
        let rows = try await database.query(
            """
            SELECT state, count(*) FROM presswork.delivery
            WHERE tenant_id = \(tenant) AND (\(nullable: run)::uuid IS NULL OR run_id = \(nullable: run)) GROUP BY state
            """, in: tenant)
        return Dictionary(uniqueKeysWithValues: try rows.decode((DeliveryState, Int).self))
    }
}
