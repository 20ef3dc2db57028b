import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog

/// Every table of a tenant × every verb, for a stranger and for nobody.
@Suite struct IsolationTests {
    @Test func noTableShowsOrTakesAnothersRows() async throws {
        let records = try await RecordsDatabase.get()
        let owner = try await records.tenant()
        try await seed(records, owner)
        let stranger = try await records.tenant()
        let tables = try await records.admin.query(
            """
            SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
            WHERE c.relnamespace = 'presswork'::regnamespace AND c.relkind = 'r' ORDER BY c.relname
            """
        ).map { try $0.decode((String, Bool).self) }
        #expect(tables.count >= 30)
        for (table, isProtected) in tables {
            #expect(isProtected, "\(table) has no forced row-level security")
            let own = try await records.admin.query(
                "SELECT count(*) FROM presswork.\(identifier: table) WHERE tenant_id = \(owner)")
            #expect(try own.onlyRow.decode(at: 0, as: Int.self) > 0, "the test has no row in \(table) to hide")
            let seen = try await records.database.query(
                "SELECT count(*) FROM presswork.\(identifier: table)", in: owner)
            #expect(
                try seen.onlyRow.decode(at: 0, as: Int.self) == own.onlyRow.decode(at: 0, as: Int.self),
                "\(table) hides rows of their own tenant")
            for scope in [stranger, nil] { try await attack(records, table, of: owner, as: scope) }
        }
    }

    private func attack(
        _ records: RecordsDatabase, _ table: String, of owner: TenantID, as scope: TenantID?
    ) async throws {
        let setting: PostgresQuery =
            "SELECT set_config('presswork.tenant', \(scope?.description ?? ""), true)"
        let name = "\(table) as \(scope == nil ? "nobody" : "a stranger")"
        for (verb, query) in verbs(table, owner) {
            let outcome: Result<[PostgresResult], PostgresError> = try await records.app.withConnection { connection in
                do throws(PostgresError) {
                    return .success(try await connection.transaction([query], preamble: [setting]))
                } catch {
                    return .failure(error)
                }
            }
            switch outcome {
            case .success(let results):
                #expect(verb != "INSERT", "\(name) took a row for its owner")
                #expect(results[0].affectedRows == 0, "\(name) was reached by \(verb)")
            case .failure(let error):
                #expect(error.sqlState == "42501", "\(name), \(verb): \(error)")
            }
        }
    }

    /// The insert gives no other column: the policy refuses before any other check, so the error tells them apart.
    private func verbs(_ table: String, _ owner: TenantID) -> [(String, PostgresQuery)] {
        [
            ("SELECT", "SELECT tenant_id FROM presswork.\(identifier: table) WHERE tenant_id = \(owner)"),
            ("INSERT", "INSERT INTO presswork.\(identifier: table) (tenant_id) VALUES (\(owner))"),
            ("UPDATE", "UPDATE presswork.\(identifier: table) SET tenant_id = tenant_id WHERE tenant_id = \(owner)"),
            ("DELETE", "DELETE FROM presswork.\(identifier: table) WHERE tenant_id = \(owner)"),
        ]
    }

    @Test func aRowCannotBeGivenAway() async throws {
        let records = try await RecordsDatabase.get()
        let owner = try await records.tenant()
        let stranger = try await records.tenant()
        try await ChannelStore(database: records.database).upsert([.mail], for: owner)
        let error = await #expect(throws: PostgresError.self) {
            try await records.database.query("UPDATE presswork.channel SET tenant_id = \(stranger)", in: owner)
        }
        #expect(error?.sqlState == "42501")
    }

    @Test func nothingTiesTwoTenantsTogether() async throws {
        let records = try await RecordsDatabase.get()
        let context = records.context(try await records.job(of: try await records.tenant()))
        let asset = try await context.store([1, 2, 3], mediaType: "a/b", role: .data, fileName: "x")
        let stranger = try await records.tenant()
        // Foreign keys are checked without row-level security: only the tenant inside them keeps this out.
        let error = await #expect(throws: PostgresError.self) {
            try await records.database.query(
                """
                INSERT INTO presswork.document (tenant_id, digest, url, title)
                VALUES (\(stranger), \(asset.digest), 'u', 't')
                """, in: stranger)
        }
        #expect(error?.sqlState == "23503")
    }

    /// A row in every table.
    private func seed(_ records: RecordsDatabase, _ tenant: TenantID) async throws {
        let request = try await records.job(of: tenant)
        let context = records.context(request)
        let version = try await records.version(context)
        let document = Document(url: "https://e.org", title: "t", markdown: "m", text: "m")
        _ = try await context.record(document, validators: Validators(), rights: .own)
        try await context.record(SourceListing(kind: "api", address: "https://e.org", urls: [document.url]))
        try await context.record(SharedLines(hashes: [1], documents: 4), ofSite: "https://e.org")
        try await context.record(.example(cost: 1))
        _ = try await context.reserve(Money(micros: 1, currency: "USD"))
        _ = try await context.plan([
            DeliveryPlan(distribution: "d", channel: .shop, version: version, action: .publish)
        ])
        try await ChannelStore(database: records.database).upsert([.mail], for: tenant)
        let readers = SubscriberStore(database: records.database)
        try await readers.importCSV(
            Array("address,segments\na@example.org,weekly".utf8), into: Channel.mail.name, source: "s", for: tenant)
        let reader = try await readers.page(of: Channel.mail.name, segment: nil, after: nil, limit: 1, for: tenant)
        _ = try await readers.unsubscribe(token: reader[0].unsubscribeToken)
        _ = try await APIKeyStore(database: records.database).create(name: "k", by: "t", for: tenant)
        _ = try await IdempotencyStore(database: records.database).begin("k", request: Digest(of: "r"), for: tenant)
        let rest: [PostgresQuery] = [
            """
            INSERT INTO presswork.credit_entry (tenant_id, id, amount_micros, currency, reason)
            VALUES (\(tenant), gen_random_uuid(), 1, 'USD', 'r')
            """,
            """
            INSERT INTO presswork.webhook_endpoint (tenant_id, id, url, secret_name, events)
            VALUES (\(tenant), gen_random_uuid(), 'u', 's', '{}')
            """,
            """
            INSERT INTO presswork.schedule (tenant_id, pipeline_name, cron, timezone, catchup)
            VALUES (\(tenant), 'p', '@daily', 'UTC', 'skip')
            """,
            """
            INSERT INTO presswork.tick (schedule_id, fire_at, tenant_id, run_id)
            SELECT id, now(), tenant_id, \(request.run.id) FROM presswork.schedule WHERE tenant_id = \(tenant)
            """,
            """
            INSERT INTO presswork.backfill (
                tenant_id, id, pipeline_id, mode, from_at, to_at, newest_first, concurrency, reprocess, actor)
            SELECT tenant_id, gen_random_uuid(), pipeline_id, 'rehearse', now() - interval '1 day', now(), false, 1,
                'missing', 't'
            FROM presswork.run WHERE id = \(request.run.id)
            """,
            """
            INSERT INTO presswork.backfill_tick (tenant_id, backfill_id, fire_at)
            SELECT tenant_id, id, from_at FROM presswork.backfill WHERE tenant_id = \(tenant)
            """,
            "INSERT INTO presswork.gate (tenant_id, paused_at, actor) VALUES (\(tenant), now(), 't')",
            "INSERT INTO presswork.fan (join_job_id, tenant_id, run_id, remaining) VALUES (\(request.job.id), \(tenant), \(request.run.id), 1)",
            "INSERT INTO presswork.chunk (run_id, no, tenant_id, remaining) VALUES (\(request.run.id), 0, \(tenant), 1)",
            """
            INSERT INTO presswork.ready (
                job_id, tenant_id, run_id, stage, priority, payload_version, attempt, is_suspect)
            VALUES (\(request.job.id), \(tenant), \(request.run.id), 'cover', 1, 1, 0, false)
            """,
            """
            INSERT INTO presswork.waiting (job_id, tenant_id, run_id, stage, priority, state)
            VALUES (\(request.job.id), \(tenant), \(request.run.id), 'cover', 1, 'dead')
            """,
            """
            INSERT INTO presswork.memo (tenant_id, key, stage, output)
            VALUES (\(tenant), \(Digest(of: "m")), 'cover', '{}')
            """,
        ]
        for query in rest { try await records.admin.query(query) }
    }
}
