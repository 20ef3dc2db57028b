import Foundation
import Pipelines
import Postgres
import Testing

@testable import Catalog

/// Jobs that come next and that the worker who settled goes on with itself.
@Suite struct FollowingTests {
    /// Completes all of a stage, going on with what comes next or not. - Returns: the report, and the stages that listeners were told of.
    private func complete(
        _ stage: Stage, following isWanted: Bool, in fixture: JobsFixture, by worker: WorkerID
    ) async throws -> (JobStore.SettleReport, told: Set<String>) {
        let jobs = try await fixture.claimAll(stage, by: worker)
        return try await fixture.fleetPool.withConnection { connection in
            try await connection.query("LISTEN \(identifier: JobSQL.workChannel)")
            let report = try await fixture.store.settle(
                jobs.map { Settlement($0.job, .completed(.null, memo: nil)) }, by: worker,
                following: Following(jobs.map { _ in isWanted }))
            // Of another's making, so that the wait has an end.
            try await fixture.fleetPool.query("SELECT pg_notify(\(JobSQL.workChannel), 'last')")
            var told: Set<String> = []
            while !told.contains("last") {
                told.formUnion(try await connection.notifications(timeout: .seconds(30)).map(\.payload))
            }
            return (report, told.subtracting(["last"]))
        }
    }

    @Test func whatIsFollowedRunsAtOnceUnderItsWorker() async throws {
        let fixture = try await JobsFixture()
        let worker = try await fixture.worker()
        let run = try await fixture.run(items: 3)
        let (report, told) = try await complete(.scrape, following: true, in: fixture, by: worker)
        let followed = report.followed.jobs
        #expect(followed.count == 3 && told.isEmpty && report.followed.unreadable.isEmpty)
        #expect(Set(followed.map(\.item.key)).count == 3 && followed.allSatisfy { $0.run.reference.id == run })
        #expect(followed.allSatisfy { $0.job.stage == .generate && $0.job.attempt == 1 && $0.worker == worker })
        #expect(try await fixture.store.available(atMost: [.generate: 9]).isEmpty)
        let end = try await fixture.store.settle(
            followed.map { Settlement($0.job, .completed(.null, memo: nil)) }, by: worker)
        #expect(end.settled.count == 3)
        #expect(try await fixture.state(run) == .completed)
    }

    @Test func whatALostReplyTookIsFoundWhenItIsSentAgain() async throws {
        let fixture = try await JobsFixture()
        let worker = try await fixture.worker()
        _ = try await fixture.run(items: 2)
        let jobs = try await fixture.claimAll(.scrape, by: worker)
        let settlements = jobs.map { Settlement($0.job, .completed(.null, memo: nil)) }
        let following = Following([true, true])
        let first = try await fixture.store.settle(settlements, by: worker, following: following)
        let second = try await fixture.store.settle(settlements, by: worker, again: true, following: following)
        #expect(first.followed.jobs.count == 2 && first.settled == second.settled && second.fenced.isEmpty)
        #expect(Set(first.followed.jobs.map(\.job)) == Set(second.followed.jobs.map(\.job)))
    }

    @Test func ofADeadWorkerNothingIsFollowed() async throws {
        let fixture = try await JobsFixture()
        let worker = try await fixture.worker()
        _ = try await fixture.run(items: 1)
        let jobs = try await fixture.claimAll(.scrape, by: worker)
        try await fixture.store.discharge(worker)
        let report = try await fixture.store.settle(
            jobs.map { Settlement($0.job, .completed(.null, memo: nil)) }, by: worker,
            following: Following([true]))
        #expect(report.settled.count == 1 && report.followed.jobs.isEmpty)
        #expect(try await fixture.store.available(atMost: [.generate: 9]).count == 1)
    }

    @Test func whatIsPausedIsNotFollowed() async throws {
        let fixture = try await JobsFixture()
        let worker = try await fixture.worker()
        let run = try await fixture.run(items: 1)
        let jobs = try await fixture.claimAll(.scrape, by: worker)
        try await fixture.runs.pause(run, by: "ana")
        let report = try await fixture.store.settle(
            jobs.map { Settlement($0.job, .completed(.null, memo: nil)) }, by: worker,
            following: Following([true]))
        #expect(report.settled.count == 1 && report.followed.jobs.isEmpty)
    }

    @Test func whatIsNotFollowedIsTold() async throws {
        let fixture = try await JobsFixture()
        let worker = try await fixture.worker()
        _ = try await fixture.run(items: 2)
        let (report, told) = try await complete(.scrape, following: false, in: fixture, by: worker)
        #expect(report.followed.jobs.isEmpty && told == ["generate"])
        let (last, end) = try await complete(.generate, following: true, in: fixture, by: worker)
        #expect(last.followed.jobs.isEmpty && last.settled.count == 2 && end.isEmpty, "nothing comes next")
    }

    @Test func limitsAreTheDispatchersToKeep() async throws {
        let fixture = try await JobsFixture()
        let worker = try await fixture.worker()
        _ = try await fixture.run(items: 2)
        try await fixture.store.limit(GateScope(stage: .generate), to: 1, by: "ana")
        let (report, told) = try await complete(.scrape, following: true, in: fixture, by: worker)
        #expect(report.followed.jobs.isEmpty && told == ["scrape", "generate"])
    }

    @Test func ofACancelledRunNothingIsFollowed() async throws {
        let fixture = try await JobsFixture()
        let worker = try await fixture.worker()
        let run = try await fixture.run(items: 1)
        let job = try #require(try await fixture.claimAll(.scrape, by: worker).first)
        _ = try await fixture.runs.cancel(run, by: "ana")
        let report = try await fixture.store.settle(
            [Settlement(job.job, .completed(.null, memo: nil))], by: worker,
            following: Following([true]))
        #expect(report.settled == [job.job.id: .completed] && report.followed.jobs.isEmpty)
    }
}
