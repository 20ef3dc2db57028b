import Foundation
import Pipelines
import Postgres
import Testing

@testable import Catalog

/// Batch statements look each row up in one index, also when they were planned on an empty database: a connection made
/// at the first start keeps its plans while the tables grow.
@Suite struct PlanTests {
    /// A statement of the fleet and the indexes through which it may go.
    struct Expectation: CustomStringConvertible, Sendable {
        let name: String
        let sql: String
        let indexes: Set<String>

        var description: String { name }
    }

    /// Rows that the caller names.
    private static let counters = gates.union(["run_pkey", "chunk_pkey", "fan_pkey", "ready_pkey", "waiting_pkey"])
    /// A table of few rows.
    private static let gates: Set<String> = ["gate_pkey", "gate_scope", "gate_closed", "gate_narrow"]
    static let byKey = [
        Expectation(
            name: "claim", sql: JobSQL.claim,
            indexes: gates.union(["job_pkey", "ready_pkey", "run_pkey", "pipeline_pkey", "worker_pkey", "item_pkey"])),
        Expectation(name: "outdate", sql: JobSQL.outdate, indexes: ["job_pkey", "ready_pkey"]),
        Expectation(name: "adopt", sql: JobSQL.adopt, indexes: ["job_pkey", "item_pkey"]),
        Expectation(
            name: "settle", sql: JobSQL.settle,
            indexes: counters.union(["job_pkey", "claim_pkey", "pipeline_pkey", "worker_pkey"])),
        Expectation(
            name: "complete", sql: JobSQL.complete,
            indexes: gates.union([
                "run_pkey", "chunk_pkey", "job_pkey", "claim_pkey", "pipeline_pkey", "worker_pkey",
            ])),
        Expectation(name: "already_settled", sql: JobSQL.alreadySettled, indexes: ["job_pkey"]),
        Expectation(name: "recall", sql: JobSQL.recall, indexes: ["memo_pkey"]),
        Expectation(name: "runs", sql: JobSQL.runs, indexes: ["run_pkey", "pipeline_pkey"]),
        Expectation(name: "retry_dead", sql: JobSQL.retryDead, indexes: counters.union(["job_pkey", "job_step"])),
        Expectation(name: "discard_dead", sql: JobSQL.discardDead, indexes: ["job_pkey", "waiting_pkey"]),
    ]

    /// Rows that the statement finds, through the index that is made for it, and then changes by key.
    static let found = [
        Expectation(
            name: "available", sql: JobSQL.available,
            indexes: gates.union(["run_active", "ready_pkey", "pipeline_pkey"])),
        Expectation(name: "promote", sql: JobSQL.promote, indexes: ["waiting_due", "waiting_pkey", "job_pkey"]),
        Expectation(name: "next_due", sql: JobSQL.nextDue, indexes: ["waiting_due"]),
        Expectation(
            name: "reclaim", sql: JobSQL.reclaim,
            indexes: counters.union(["worker_pkey", "claim_worker", "job_pkey", "pipeline_pkey"])),
        Expectation(
            name: "prune_claims", sql: JobSQL.pruneClaims, indexes: ["worker_pkey", "claim_worker", "job_pkey"]),
        Expectation(
            name: "cancellations", sql: JobSQL.cancellations, indexes: ["claim_worker", "job_pkey"]),
        Expectation(
            name: "cancel_waiting", sql: JobSQL.cancelWaiting,
            indexes: counters.union(["run_active", "waiting_run", "job_pkey", "pipeline_pkey"])),
    ]

    @Test func batchesLookRowsUpWhereverTheyWerePlanned() async throws {
        let fixture = try await JobsFixture()
        let all = Self.byKey + Self.found
        try await fixture.fleetPool.withConnection { connection in
            // A setting of the role; without it the plans that are read here would not be those that are run.
            let mode = try await connection.query("SHOW plan_cache_mode").onlyRow.decode(
                "plan_cache_mode", as: String.self)
            #expect(mode == "force_generic_plan")
            for expectation in all { try await prepare(expectation, as: expectation.name, connection) }
            // Planned now, on empty tables.
            for expectation in all { _ = try await plan(expectation, as: expectation.name, connection) }
            _ = try await fixture.run(items: 100_000, stages: [.scrape])
            for expectation in all {
                try await check(expectation, as: expectation.name, connection)
                // And now that they have grown and nobody has analysed them.
                let late = "late_\(expectation.name)"
                try await prepare(expectation, as: late, connection)
                try await check(expectation, as: late, connection)
            }
        }
    }

    private func prepare(_ expectation: Expectation, as name: String, _ connection: PostgresConnection) async throws {
        try await connection.query(PostgresQuery(trustedText: "PREPARE \(name) AS \(expectation.sql)"))
    }

    private func check(_ expectation: Expectation, as name: String, _ connection: PostgresConnection) async throws {
        let plan = try await plan(expectation, as: name, connection)
        let used = plan.matches(of: /(?:Index|Index Only) Scan (?:Backward )?using (\w+)|Bitmap Index Scan on (\w+)/)
            .map {
                String($0.output.1 ?? $0.output.2 ?? "")
            }
        #expect(!used.isEmpty, "\(plan)")
        #expect(Set(used).isSubset(of: expectation.indexes), "\(name) uses \(Set(used))\n\(plan)")
        // Of workers and leaders there are few.
        #expect(!plan.contains(/Seq Scan on (?!worker|leader)/), "\(plan)")
        #expect(!plan.contains("JIT"), "\(plan)")
    }

    /// A generic plan is the same for all parameters.
    private func plan(
        _ expectation: Expectation, as name: String, _ connection: PostgresConnection
    ) async throws -> String {
        let count = expectation.sql.matches(of: /\$(\d+)/).compactMap { Int($0.output.1) }.max() ?? 0
        let nulls = count == 0 ? "" : " (" + (0..<count).map { _ in "NULL" }.joined(separator: ", ") + ")"
        return try await connection.query(PostgresQuery(trustedText: "EXPLAIN EXECUTE \(name)\(nulls)"))
            .decode((String).self).joined(separator: "\n")
    }
}
