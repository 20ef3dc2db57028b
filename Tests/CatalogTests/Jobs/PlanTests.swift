import Foundation
import Pipelines
import Postgres
import Testing

@testable import Catalog

/// Batch statements reach rows by primary key only, also when they were planned on an empty database.
@Suite struct PlanTests {
    private static let worker = "00000000-0000-7000-8000-000000000009"

    /// EXECUTE with the arrays that a batch of jobs would be sent with.
    private static func claim(_ ids: [String]) -> String {
        "claim ('{\(ids.joined(separator: ","))}', '{\(repeated("0", ids))}', '\(worker)')"
    }

    private static func settle(_ ids: [String]) -> String {
        let nulls = "'{\(repeated("NULL", ids))}'"
        return "settle ('{\(ids.joined(separator: ","))}', '{\(repeated("1", ids))}', "
            + "'{\(repeated("completed", ids))}', \(nulls), \(nulls), \(nulls), \(nulls), "
            + "'{\(repeated("false", ids))}', '\(worker)')"
    }

    private static func repeated(_ text: String, _ ids: [String]) -> String {
        ids.map { _ in text }.joined(separator: ",")
    }

    @Test func batchesLookRowsUpByKeyWhereverTheyWerePlanned() async throws {
        let fixture = try await JobsFixture()
        let worker = WorkerID(try #require(UUID(uuidString: Self.worker)))
        try await fixture.store.enlist(worker, stages: [.scrape], slots: 1, host: "here", version: "test")
        try await fixture.fleetPool.withConnection { connection in
            try await connection.query("SET plan_cache_mode = force_generic_plan")
            for (name, sql) in [("claim", JobSQL.claim), ("settle", JobSQL.settle)] {
                try await connection.query(PostgresQuery(trustedText: "PREPARE \(name) AS \(sql)"))
            }
            // The plan of an empty database is what a connection made at the first start keeps.
            for execution in [Self.claim([]), Self.settle([])] { _ = try await plan(execution, connection) }
            _ = try await fixture.run(items: 100_000, stages: [.scrape])
            let ids = try await connection.query("SELECT id FROM presswork.job LIMIT 300").map {
                row throws(PostgresError) in try row.decode(at: 0, as: JobID.self).description
            }
            for execution in [Self.claim(ids), Self.settle(ids)] {
                let plan = try await plan(execution, connection)
                let scans = plan.split(separator: "\n").filter { line in
                    [" on job", " on run", " on item"].contains { line.contains("Scan\($0)") }
                        || line.contains("Index Scan using") || line.contains("Bitmap Index Scan")
                }
                #expect(!scans.isEmpty)
                for scan in scans {
                    // The heap part of a bitmap scan names no index; its index part is a line of its own.
                    #expect(scan.contains("_pkey") || scan.contains("Bitmap Heap"), "\(scan)\n\(plan)")
                }
                #expect(!plan.contains("JIT"), "\(plan)")
            }
        }
    }

    private func plan(_ execution: String, _ connection: PostgresConnection) async throws -> String {
        try await connection.query(PostgresQuery(trustedText: "EXPLAIN EXECUTE \(execution)"))
            .decode((String).self).joined(separator: "\n")
    }
}
