import Foundation
import LocalServers
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog
@testable import Fleet

/// Postgres on a small disk that fills up while a run goes on.
@Suite struct FullDiskTests {
    @Test(.enabled("this process may not mount a file system") { await SmallDisk.isPossible() })
    func aFullDiskLosesNothing() async throws {
        try await SmallDisk.with(megabytes: 160) { disk in
            try await disk.withPostgres(on: FleetFixture.loop) { server in
                try await Self.fillAndFree(disk, server)
            }
        }
    }

    private static func fillAndFree(_ disk: SmallDisk, _ server: LocalPostgres) async throws {
        let fixture = try await FleetFixture(postgres: server)
        let handler = TestHandler(.scrape) { _ in
            try await Task.sleep(for: .milliseconds(20))
            return .completed(.null)
        }
        let worker = fixture.worker([handler], concurrency: 4) { $0.lease = FleetFixture.shortLease }
        let run = try await fixture.enqueue(items: 400)
        try await fixture.whileRunning(fixture.duties(lease: FleetFixture.shortLease, crashLimit: 100) + [worker]) {
            try await fixture.wait(for: run) { $0.summary.completed > 20 }
            try disk.fill()
            let error = await refusal(of: fixture)
            // No room, or Postgres had to stop for want of room for its log.
            #expect(error?.sqlState == "53100" || error?.isUnavailable == true, "\(error as Any)")
            if let error { #expect(!JobStore.refusesContents(error), "the jobs are not to blame") }
            try disk.free()
            try await answers(fixture, server)
            let detail = try await fixture.waitForEnd(run)
            #expect(detail.summary.state == .completed && detail.summary.completed == 400)
        }
        #expect(try await fixture.store.audit().isClean)
    }

    /// Waits for Postgres; when it has given up, somebody has to start it.
    private static func answers(_ fixture: FleetFixture, _ server: LocalPostgres) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while .now < deadline {
            do {
                try await fixture.pool.query("SELECT 1")
                return
            } catch {
                try await Task.sleep(for: .milliseconds(200))
            }
        }
        try await server.restart()
    }

    /// Enqueues until it is refused.
    private static func refusal(of fixture: FleetFixture) async -> PostgresError? {
        for _ in 0..<200 {
            do { _ = try await fixture.enqueue(items: 1_000) } catch { return error as? PostgresError }
        }
        return nil
    }
}
