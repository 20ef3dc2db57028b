package import Pipelines
import Postgres

/// The append-only record of what happened.
package struct EventStore: Sendable {
    private let database: TenantDatabase

    package init(database: TenantDatabase) {
        self.database = database
    }

    /// Appends one event.
    package func append(_ event: Event.New, for tenant: TenantID) async throws {
        try await database.query(try Self.insertion(event, tenant: tenant), in: tenant)
    }

    /// The newest events, newest first.
    /// - Parameters:
    ///   - run: only those of one run.
    ///   - before: only those older than this one, to page on.
    package func list(
        run: RunID? = nil, before: Identifier<Event>? = nil, limit: Int = 100, for tenant: TenantID
    ) async throws -> [Event] {
        let rows = try await database.query(
            """
            SELECT id, at, kind, actor, run_id, item_id, job_id, data FROM presswork.event
            WHERE tenant_id = \(tenant) AND (\(nullable: run)::uuid IS NULL OR run_id = \(nullable: run))
                AND (\(nullable: before)::uuid IS NULL OR id < \(nullable: before))
            ORDER BY id DESC LIMIT \(limit)
            """, in: tenant)
        return try rows.map { row in
            Event(
                id: try row.decode("id"), at: try row.decodeDate("at"), kind: try row.decode("kind"),
                actor: try row.decode("actor"), run: try row.decode("run_id"), item: try row.decode("item_id"),
                job: try row.decode("job_id"), data: try row.decodeJSON("data"))
        }
    }

    /// The statement that appends an event, for a transaction that does more.
    static func insertion(_ event: Event.New, tenant: TenantID) throws -> PostgresQuery {
        """
        INSERT INTO presswork.event (tenant_id, kind, actor, run_id, item_id, job_id, data)
        VALUES (\(tenant), \(event.kind), \(event.actor), \(nullable: event.run), \(nullable: event.item), \(nullable: event.job),
            \(try PostgresJSON(encoding: event.data)))
        """
    }
}
