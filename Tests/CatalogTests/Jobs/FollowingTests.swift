import Foundation
import Pipelines
import Postgres
import Testing

@testable import Catalog

/// Jobs that come next and that the worker who settled goes on with itself.
@Suite struct FollowingTests {
    /// Completes all of a stage, following `stages`. - Returns: the report, and the stages that listeners were told of.
    private func complete(
        _ stage: Stage, following stages: Set<Stage>, in fixture: JobsFixture, by worker: WorkerID
    ) async throws -> (JobStore.SettleReport, told: Set<String>) {
        let jobs = try await fixture.claimAll(stage, by: worker)
        return try await fixture.fleetPool.withConnection { connection in
            try await connection.query("LISTEN \(identifier: JobSQL.workChannel)")
            let report = try await fixture.store.settle(
                jobs.map { Settlement($0.job, .completed(.null, memo: nil)) }, by: worker, following: stages)
            // Of another's making, so that the wait has an end.
            try await fixture.fleetPool.query("SELECT pg_notify(\(JobSQL.workChannel), 'last')")
            var told: Set<String> = []
            while !told.contains("last") {
                told.formUnion(try await connection.notifications(timeout: .seconds(30)).map(\.payload))
            }
            return (report, told.subtracting(["last"]))
        }
    }

    @Test func whatIsFollowedIsClaimedByNobodyElse() async throws {
        let fixture = try await JobsFixture()
        let worker = try await fixture.worker()
        _ = try await fixture.run(items: 3)
        let (report, told) = try await complete(.scrape, following: [.generate, .cover], in: fixture, by: worker)
        let followed = try #require(report.followed[.generate])
        #expect(report.followed.count == 1 && followed.count == 3 && told.isEmpty)
        let claims = try await fixture.store.claim(followed.map { ($0, 0) }, by: worker)
        #expect(Set(claims.jobs.map(\.job.id)) == Set(followed) && claims.jobs.allSatisfy { $0.job.stage == .generate })
    }

    @Test func whatIsNotFollowedIsTold() async throws {
        let fixture = try await JobsFixture()
        let worker = try await fixture.worker()
        _ = try await fixture.run(items: 2)
        let (report, told) = try await complete(.scrape, following: [.cover], in: fixture, by: worker)
        #expect(report.followed.isEmpty && told == ["generate"])
        let (last, end) = try await complete(.generate, following: [.generate], in: fixture, by: worker)
        #expect(last.followed.isEmpty && last.settled.count == 2 && end.isEmpty, "nothing comes next")
    }

    @Test func limitsAreTheDispatchersToKeep() async throws {
        let fixture = try await JobsFixture()
        let worker = try await fixture.worker()
        _ = try await fixture.run(items: 2)
        try await fixture.store.limit(GateScope(stage: .generate), to: 1, by: "ana")
        let (report, told) = try await complete(.scrape, following: [.generate], in: fixture, by: worker)
        #expect(report.followed.isEmpty && told == ["scrape", "generate"])
    }

    @Test func ofACancelledRunNothingIsFollowed() async throws {
        let fixture = try await JobsFixture()
        let worker = try await fixture.worker()
        let run = try await fixture.run(items: 1)
        let job = try #require(try await fixture.claimAll(.scrape, by: worker).first)
        _ = try await fixture.runs.cancel(run, by: "ana")
        let report = try await fixture.store.settle(
            [Settlement(job.job, .completed(.null, memo: nil))], by: worker, following: [.generate])
        #expect(report.settled == [job.job.id: .completed] && report.followed.isEmpty)
    }
}
