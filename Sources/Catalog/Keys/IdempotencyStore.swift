package import Pipelines
import Postgres

/// Answers of the public edge by `Idempotency-Key`: the same request gets the same answer, once.
package struct IdempotencyStore: Sendable {
    /// What to do with a request.
    package enum Admission: Sendable, Hashable {
        /// Do it, then say `finish`.
        case first
        /// It was done: give this answer again.
        case replay(status: Int, response: String)
        /// Another request had this key: refuse this one.
        case conflict
        /// The same request is being done: try again later.
        case underWay
    }

    /// How long a request that never finished keeps others out.
    package static let abandonedAfter: Duration = .seconds(60)

    private let database: TenantDatabase

    package init(database: TenantDatabase) {
        self.database = database
    }

    /// Takes a key for a request, or says what became of it.
    /// - Parameter request: the digest of method, path and body.
    package func begin(_ key: String, request: Digest, for tenant: TenantID) async throws -> Admission {
        guard (1...255).contains(key.utf8.count) else {
            throw CatalogError(.invalid, "an Idempotency-Key has 1 to 255 bytes, and this one has \(key.utf8.count)")
        }
        let results = try await database.transaction(
            [
                """
                INSERT INTO presswork.idempotency_key AS k (tenant_id, key, request_hash)
                VALUES (\(tenant), \(key), \(request))
                ON CONFLICT (tenant_id, key) DO UPDATE SET started_at = now()
                WHERE k.status IS NULL AND k.request_hash = excluded.request_hash
                    AND k.started_at < now() - \(Self.abandonedAfter)
                RETURNING k.key
                """,
                """
                SELECT request_hash, status, response FROM presswork.idempotency_key
                WHERE tenant_id = \(tenant) AND key = \(key)
                """,
            ], in: tenant)
        if !results[0].isEmpty { return .first }
        let (hash, status, response) = try results[1].onlyRow.decode((Digest, Int?, String?).self)
        guard hash == request else { return .conflict }
        guard let status, let response else { return .underWay }
        return .replay(status: status, response: response)
    }

    /// Keeps the answer to a request that `begin` admitted.
    package func finish(_ key: String, status: Int, response: String, for tenant: TenantID) async throws {
        try await database.query(
            """
            UPDATE presswork.idempotency_key SET status = \(status), response = \(response)
            WHERE tenant_id = \(tenant) AND key = \(key) AND status IS NULL
            """, in: tenant)
    }

    /// Frees the key of a request that was not done, so that it can be tried again.
    package func abandon(_ key: String, for tenant: TenantID) async throws {
        try await database.query(
            "DELETE FROM presswork.idempotency_key WHERE tenant_id = \(tenant) AND key = \(key) AND status IS NULL",
            in: tenant)
    }
}
