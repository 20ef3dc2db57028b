package import Pipelines
package import Postgres

/// The application's way to the record of truth: connections are lent only inside a transaction of one tenant, so that
/// row-level security shows that tenant's rows and no others.
package struct TenantDatabase: Sendable {
    package let pool: PostgresPool

    /// - Parameter pool: logs in as `presswork_app`.
    package init(_ pool: PostgresPool) {
        self.pool = pool
    }

    /// Runs `body` in a transaction of `tenant`: committed when it returns, rolled back when it throws.
    package func withTenant<Output>(
        _ tenant: TenantID, _ body: (PostgresConnection) async throws -> Output
    ) async throws -> Output {
        try await pool.withConnection { connection in
            try await connection.withTransaction(preamble: [Self.enter(tenant)], body)
        }
    }

    /// Runs statements in a transaction of `tenant`, all in one round trip.
    package func transaction(_ queries: [PostgresQuery], in tenant: TenantID) async throws -> [PostgresResult] {
        try await pool.withConnection { try await $0.transaction(queries, preamble: [Self.enter(tenant)]) }
    }

    /// Runs one statement in a transaction of `tenant`.
    @discardableResult
    package func query(_ query: PostgresQuery, in tenant: TenantID) async throws -> PostgresResult {
        try await transaction([query], in: tenant)[0]
    }

    private static func enter(_ tenant: TenantID) -> PostgresQuery {
        "SELECT set_config('presswork.tenant', \(tenant.description), true)"
    }
}
