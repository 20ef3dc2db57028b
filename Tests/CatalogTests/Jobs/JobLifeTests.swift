import Foundation
import Pipelines
import Postgres
import Testing

@testable import Catalog

@Suite struct JobLifeTests {
    @Test func aRunGoesThroughItsStagesAndEnds() async throws {
        let fixture = try await JobsFixture()
        let run = try await fixture.run(items: 3)
        let worker = try await fixture.worker()
        #expect(try await fixture.completeAll(.scrape, by: worker).settled.count == 3)
        let second = try await fixture.claimAll(.generate, by: worker)
        #expect(second.count == 3)
        #expect(try second.allSatisfy { try $0.input.value()["scrape"]?["of"] == .string($0.item.key) })
        #expect(try await fixture.state(run) == .running)
        _ = try await fixture.store.settle(
            second.map { Settlement($0.job, .completed(.null, memo: nil)) }, by: worker)
        let detail = try #require(try await fixture.runs.show(run))
        #expect(detail.summary.state == .completed)
        #expect(detail.summary.completed == 3 && detail.summary.remaining == 0)
        #expect(detail.stages.map(\.stage) == [.scrape, .generate])
    }

    @Test func anIdempotencyKeyMakesOneRun() async throws {
        let fixture = try await JobsFixture()
        let new = NewRun(pipeline: fixture.pipeline, stages: [.scrape], idempotencyKey: "k")
        let first = try await fixture.runs.enqueue(new)
        let second = try await fixture.runs.enqueue(new)
        #expect(first.isNew && !second.isNew && first.id == second.id)
        #expect(try await fixture.store.available(atMost: [.expand: 10]).count == 1)
    }

    @Test func aClaimIsWonOnceAndItsAttemptIsTheFence() async throws {
        let fixture = try await JobsFixture()
        _ = try await fixture.run(items: 1)
        let (ours, theirs) = (try await fixture.worker(), try await fixture.worker())
        let job = try #require(try await fixture.store.available(atMost: [.scrape: 1]).first)
        let won = try await fixture.store.claim([(job.id, job.attempt), (job.id, job.attempt)], by: ours).jobs
        #expect(won.map(\.job.attempt) == [1])
        #expect(try await fixture.store.claim([(job.id, job.attempt)], by: theirs).jobs.isEmpty)
        let entry = (id: job.id, attempt: job.attempt)
        #expect(try await fixture.store.adopt([entry], by: ours, except: []).jobs.map(\.job) == won.map(\.job))
        #expect(try await fixture.store.adopt([entry], by: ours, except: [job.id]).jobs.isEmpty)
        let stranger = try await fixture.store.settle([Settlement(won[0].job, .cancelled)], by: theirs)
        #expect(stranger.fenced == [job.id])
        let done = Settlement(won[0].job, .completed(.null, memo: nil))
        #expect(try await fixture.store.settle([done], by: ours).settled == [job.id: .completed])
        #expect(try await fixture.store.settle([done], by: ours).fenced == [job.id])
        #expect(try await fixture.store.settle([done], by: ours, again: true).settled == [job.id: .completed])
        #expect(try await fixture.store.available(atMost: [.generate: 9]).count == 1)
    }

    @Test func aClaimWhoseReplyWasLostTakesNothingLate() async throws {
        let fixture = try await JobsFixture()
        _ = try await fixture.run(items: 2)
        let worker = try await fixture.worker()
        let jobs = try await fixture.store.available(atMost: [.scrape: 2])
        let entries = jobs.map { (id: $0.id, attempt: $0.attempt) }
        let first = try await fixture.store.claim(Array(entries.prefix(1)), by: worker).jobs
        #expect(try await fixture.store.adopt(entries, by: worker, except: []).jobs.map(\.job) == first.map(\.job))
        // The same claim arrives only now, as from a connection that was cut behind it.
        #expect(try await fixture.store.claim(entries, by: worker).jobs.isEmpty)
        let left = try #require(try await fixture.store.available(atMost: [.scrape: 2]).first)
        #expect(left.id == entries[1].id && left.attempt == entries[1].attempt + 1)
        #expect(try await fixture.store.claim([(left.id, left.attempt)], by: worker).jobs.count == 1)
    }

    @Test func theDeadAndTheUnknownClaimNothing() async throws {
        let fixture = try await JobsFixture()
        _ = try await fixture.run(items: 1)
        #expect(try await fixture.claimAll(.scrape, by: .fresh()).isEmpty)
        let worker = try await fixture.worker()
        try await fixture.store.discharge(worker)
        #expect(try await fixture.claimAll(.scrape, by: worker).isEmpty)
        #expect(try await fixture.store.beat(worker) == nil)
    }

    @Test func retriesWaitAndTheDeadEndTheRun() async throws {
        let fixture = try await JobsFixture()
        let run = try await fixture.run(items: 2, stages: [.scrape])
        let worker = try await fixture.worker()
        let failure = JobFailure(code: "source.unreachable", message: "no route")
        let jobs = try await fixture.claimAll(.scrape, by: worker)
        _ = try await fixture.store.settle(
            [
                Settlement(jobs[0].job, .retryable(failure, after: .zero)),
                Settlement(jobs[1].job, .retryable(failure, after: .seconds(3600))),
            ], by: worker)
        #expect(try await fixture.store.promote() == [.scrape])
        let due = try #require(try await fixture.store.nextDue())
        #expect(due > .seconds(3500) && due < .seconds(3601))
        let again = try await fixture.claimAll(.scrape, by: worker)
        #expect(again.map(\.job.id) == [jobs[0].job.id])
        #expect(again.first?.errors == 1 && again.first?.job.attempt == 2)
        _ = try await fixture.store.settle([Settlement(again[0].job, .dead(failure))], by: worker)
        #expect(try await fixture.state(run) == .running)
        let dead = try await fixture.runs.dead()
        #expect(dead.map(\.failure) == [failure])
        #expect(try await fixture.runs.retryDead(dead.map(\.id), by: "ana") == 1)
        try await fixture.fleetPool.query("UPDATE presswork.waiting SET run_at = now() WHERE state = 'retryable'")
        _ = try await fixture.store.promote()
        let last = try await fixture.claimAll(.scrape, by: worker)
        #expect(last.count == 2)
        _ = try await fixture.store.settle(
            [
                Settlement(last[0].job, .completed(.null, memo: nil)), Settlement(last[1].job, .dead(failure)),
            ], by: worker)
        #expect(try await fixture.state(run) == .partlyFailed)
        #expect(try await fixture.runs.retryDead([last[1].job.id], by: "ana") == 1)
        #expect(try await fixture.state(run) == .running)
        try await fixture.completeAll(.scrape, by: worker)
        #expect(try await fixture.state(run) == .completed)
        #expect(try await fixture.store.audit() == JobStore.AuditReport())
    }

    @Test func cancellingStopsWaitingAndRunningJobs() async throws {
        let fixture = try await JobsFixture()
        let run = try await fixture.run(items: 4)
        let worker = try await fixture.worker()
        let available = try await fixture.store.available(atMost: [.scrape: 2])
        let jobs = try await fixture.store.claim(available.map { ($0.id, $0.attempt) }, by: worker).jobs
        try await fixture.runs.cancel(run, by: "ana")
        #expect(try await fixture.state(run) == .cancelling)
        #expect(Set(try #require(try await fixture.store.beat(worker)).cancellations) == Set(jobs.map(\.job.id)))
        let report = try await fixture.store.settle(
            [
                Settlement(jobs[0].job, .completed(.null, memo: nil)),
                Settlement(jobs[1].job, .snoozed(.seconds(9), reason: "later")),
            ], by: worker)
        #expect(report.settled == [jobs[0].job.id: .completed, jobs[1].job.id: .cancelled])
        #expect(try await fixture.store.available(atMost: [.generate: 9]).isEmpty)
        #expect(try await fixture.state(run) == .cancelled)
        await #expect(throws: CatalogError.self) { try await fixture.runs.cancel(run, by: "ana") }
    }

    @Test func aPausedRunIsNeitherOfferedNorClaimed() async throws {
        let fixture = try await JobsFixture()
        let run = try await fixture.run(items: 1)
        let worker = try await fixture.worker()
        let jobs = try await fixture.store.available(atMost: [.scrape: 9])
        try await fixture.runs.pause(run, by: "ana")
        #expect(try await fixture.store.available(atMost: [.scrape: 9]).isEmpty)
        #expect(try await fixture.store.claim(jobs.map { ($0.id, $0.attempt) }, by: worker).jobs.isEmpty)
        try await fixture.runs.resume(run, by: "ana")
        #expect(try await fixture.claimAll(.scrape, by: worker).count == 1)
    }

    @Test func aPersonDecides() async throws {
        let fixture = try await JobsFixture()
        let run = try await fixture.run(items: 2, stages: [.review, .distribute])
        let worker = try await fixture.worker()
        let jobs = try await fixture.claimAll(.review, by: worker)
        _ = try await fixture.store.settle(
            jobs.map { Settlement($0.job, .awaitingReview(.object(["proof": .string($0.item.key)]))) }, by: worker)
        let waiting = try await fixture.runs.reviews()
        #expect(waiting.count == 2 && waiting.allSatisfy { $0.output?["proof"] != nil })
        try await fixture.runs.decide(waiting[0].id, approve: true, by: "ana")
        try await fixture.runs.decide(waiting[1].id, approve: false, by: "ana", note: "dull")
        await #expect(throws: CatalogError.self) {
            try await fixture.runs.decide(waiting[1].id, approve: true, by: "bo")
        }
        let last = try await fixture.claimAll(.distribute, by: worker)
        #expect(try last.map { try $0.input.value()["review"]?["decision"] } == [.string("approved")])
        _ = try await fixture.store.settle([Settlement(last[0].job, .completed(.null, memo: nil))], by: worker)
        let summary = try #require(try await fixture.runs.show(run)).summary
        #expect(summary.state == .completed && summary.completed == 1 && summary.cancelled == 1)
    }

    @Test func theJobsOfTheDeadGoBackUntilTheyHaveKilledTooMany() async throws {
        let fixture = try await JobsFixture()
        let run = try await fixture.run(items: 1)
        for crash in 1...3 {
            let worker = try await fixture.worker()
            let job = try #require(try await fixture.claimAll(.scrape, by: worker).first)
            #expect(job.crashes == crash - 1)
            #expect(try await fixture.store.bury([worker: 7]).isEmpty)
            #expect(try await fixture.store.bury([worker: 0]) == [worker])
            let moved = try await fixture.store.reclaim(crashLimit: 3)
            #expect(moved == [crash < 3 ? .available : .dead: 1])
            let zombie = Settlement(job.job, .completed(.null, memo: nil))
            #expect(try await fixture.store.settle([zombie], by: worker).fenced == [job.job.id])
        }
        #expect(try await fixture.state(run) == .failed)
    }
}
