package import Pipelines
import Postgres

/// Keys to the public edge. A key is `pw_`, its tenant and 32 random bytes; only its SHA-256 is stored.
package struct APIKeyStore: Sendable {
    private let database: TenantDatabase

    package init(database: TenantDatabase) {
        self.database = database
    }

    /// Makes a key. - Returns: the key, which is not kept, and what is.
    package func create(name: String, by actor: String, for tenant: TenantID) async throws -> (Secret, APIKey) {
        let token = TenantToken(for: tenant)
        // The tenant fills the first characters: what tells keys apart comes after it.
        let prefix = "pw_…" + token.text.dropFirst(22).prefix(6)
        let results = try await database.transaction(
            [
                """
                INSERT INTO presswork.api_key (tenant_id, id, name, prefix, hash)
                VALUES (\(tenant), presswork.uuid_v7(), \(name), \(prefix), \(token.digest))
                RETURNING id, tenant_id, name, prefix, created_at, revoked_at
                """,
                try EventStore.insertion(
                    Event.New(kind: "key.created", actor: actor, data: .object(["prefix": .string(prefix)])),
                    tenant: tenant),
            ], in: tenant)
        return (Secret("pw_" + token.text), try APIKey(row: results[0].onlyRow))
    }

    /// Whose key this is; `nil` when it is nobody's, or revoked. The comparison is an index lookup of a digest, so its
    /// time says nothing about the key.
    package func verify(_ key: Secret) async throws -> APIKey? {
        let text = key.revealed
        guard text.hasPrefix("pw_"), let token = TenantToken(String(text.dropFirst(3))) else { return nil }
        let rows = try await database.query(
            """
            SELECT id, tenant_id, name, prefix, created_at, revoked_at FROM presswork.api_key
            WHERE tenant_id = \(token.tenant) AND hash = \(token.digest) AND revoked_at IS NULL
            """, in: token.tenant)
        return try rows.first.map(APIKey.init(row:))
    }

    /// Every key, newest first.
    package func list(for tenant: TenantID) async throws -> [APIKey] {
        try await database.query(
            """
            SELECT id, tenant_id, name, prefix, created_at, revoked_at FROM presswork.api_key
            WHERE tenant_id = \(tenant) ORDER BY id DESC
            """, in: tenant
        ).map(APIKey.init(row:))
    }

    /// Ends a key from now on. - Throws: `CatalogError` `notFound`.
    package func revoke(_ id: Identifier<APIKey>, by actor: String, for tenant: TenantID) async throws {
        let results = try await database.transaction(
            [
                """
                UPDATE presswork.api_key SET revoked_at = coalesce(revoked_at, now())
                WHERE tenant_id = \(tenant) AND id = \(id)
                """,
                try EventStore.insertion(
                    Event.New(kind: "key.revoked", actor: actor, data: .object(["key": .string(id.description)])),
                    tenant: tenant),
            ], in: tenant)
        guard results[0].affectedRows == 1 else { throw CatalogError(.notFound, "there is no key \(id)") }
    }
}

extension APIKey {
    fileprivate init(row: PostgresRow) throws {
        self.init(
            id: try row.decode("id"), tenant: try row.decode("tenant_id"), name: try row.decode("name"),
            prefix: try row.decode("prefix"), createdAt: try row.decodeDate("created_at"),
            revokedAt: try row.decodeOptionalDate("revoked_at"))
    }
}
