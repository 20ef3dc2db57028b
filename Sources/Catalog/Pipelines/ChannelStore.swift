package import Pipelines
import Postgres

/// A tenant's destination accounts.
package struct ChannelStore: Sendable {
    private let database: TenantDatabase

    package init(database: TenantDatabase) {
        self.database = database
    }

    /// Adds channels, or replaces those of the same name.
    package func upsert(_ channels: [Channel], for tenant: TenantID) async throws {
        guard !channels.isEmpty else { return }
        _ = try await database.transaction(channels.map { try Self.upsert($0, tenant: tenant) }, in: tenant)
    }

    /// Every channel, by name.
    package func list(for tenant: TenantID) async throws -> [Channel] {
        let rows = try await database.query(
            """
            SELECT kind, name, account, settings, secrets FROM presswork.channel
            WHERE tenant_id = \(tenant) ORDER BY kind, name
            """, in: tenant)
        return try rows.map { row in
            Channel(
                name: ChannelName(kind: try row.decode("kind"), name: try row.decode("name")),
                account: try row.decode("account"), settings: try row.decodeJSON("settings"),
                secrets: try row.decodeJSON("secrets"))
        }
    }

    static func upsert(_ channel: Channel, tenant: TenantID) throws -> PostgresQuery {
        """
        INSERT INTO presswork.channel (tenant_id, kind, name, account, settings, secrets)
        VALUES (\(tenant), \(channel.name.kind.rawValue), \(channel.name.name), \(channel.account),
            \(try PostgresJSON(encoding: channel.settings)), \(try PostgresJSON(encoding: channel.secrets)))
        ON CONFLICT (tenant_id, kind, name) DO UPDATE
        SET account = excluded.account, settings = excluded.settings, secrets = excluded.secrets, updated_at = now()
        """
    }
}
