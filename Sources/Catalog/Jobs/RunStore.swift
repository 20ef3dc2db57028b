package import Pipelines
import Postgres

/// The operators' side of runs and jobs, as one tenant: enqueue, cancel, pause, decide, revive, look.
package struct RunStore: Sendable {
    let database: TenantDatabase
    package let tenant: TenantID

    package init(_ database: TenantDatabase, tenant: TenantID = .default) {
        self.database = database
        self.tenant = tenant
    }

    func transaction(_ queries: [PostgresQuery]) async throws -> [PostgresResult] {
        try await database.transaction(queries, in: tenant)
    }

    func query(_ sql: String, _ parameters: PostgresParameter...) async throws -> PostgresResult {
        try await transaction([PostgresQuery(trustedText: sql, parameters)])[0]
    }
}
