import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog

/// Gates: what is paused is neither offered nor claimed, and limits count what runs and what was offered.
@Suite struct GateTests {
    private static let name = Pipeline.fixture().name

    @Test(arguments: [
        GateScope(stage: .scrape), GateScope(tenant: .default), GateScope(tenant: .default, pipeline: name),
        GateScope(tenant: .default, pipeline: name, stage: .scrape),
    ])
    func whatIsPausedIsNeitherOfferedNorClaimed(_ scope: GateScope) async throws {
        let fixture = try await JobsFixture()
        _ = try await fixture.run(items: 2, stages: [.scrape])
        let worker = try await fixture.worker()
        let offered = try await fixture.store.available(atMost: [.scrape: 9])
        try await fixture.store.pause(scope, by: "ana", note: "the site asked us to")
        #expect(try await fixture.store.available(atMost: [.scrape: 9]).isEmpty)
        #expect(try await fixture.store.claim(offered.map { ($0.id, $0.attempt) }, by: worker).jobs.isEmpty)
        let gate = try #require(try await fixture.store.gates().first)
        #expect(gate.scope == scope && gate.actor == "ana" && gate.note == "the site asked us to")
        #expect(gate.pausedAt != nil && gate.tenant == (scope.tenant == nil ? nil : "default"))
        #expect(try await fixture.store.resume(scope, by: "bo"))
        #expect(try await !fixture.store.resume(scope, by: "bo"))
        #expect(try await fixture.store.gates().isEmpty)
        #expect(try await fixture.claimAll(.scrape, by: worker).count == 2)
    }

    @Test(arguments: [
        GateScope(stage: .cover), GateScope(tenant: .default, pipeline: "another"),
        GateScope(tenant: .default, pipeline: name, stage: .generate), GateScope(tenant: .default, limitKey: "host/a"),
    ])
    func anotherGateIsNotInTheWay(_ scope: GateScope) async throws {
        let fixture = try await JobsFixture()
        _ = try await fixture.run(items: 2, stages: [.scrape])
        try await fixture.store.pause(scope, by: "ana")
        #expect(try await fixture.claimAll(.scrape, by: try await fixture.worker()).count == 2)
    }

    @Test func aKeyIsPausedAlone() async throws {
        let fixture = try await JobsFixture()
        let run = try await fixture.run(items: 3, stages: [.scrape])
        try await fixture.fleetPool.query(
            """
            WITH keyed AS (
                UPDATE presswork.job SET limit_key = 'host/a' FROM presswork.item
                WHERE item.id = job.item_id AND item.key = 'item-1' AND job.run_id = \(run)
                RETURNING job.id
            )
            UPDATE presswork.ready SET limit_key = 'host/a' FROM keyed WHERE ready.job_id = keyed.id
            """)
        let all = try await fixture.store.available(atMost: [.scrape: 9])
        try await fixture.store.pause(GateScope(limitKey: "host/a"), by: "ana")
        #expect(try await fixture.store.available(atMost: [.scrape: 9]).count == 2)
        let worker = try await fixture.worker()
        let claimed = try await fixture.store.claim(all.map { ($0.id, $0.attempt) }, by: worker).jobs
        #expect(Set(claimed.map(\.item.key)) == ["item-0", "item-2"])
    }

    @Test func limitsCountWhatRunsAndWhatWasOffered() async throws {
        let fixture = try await JobsFixture()
        _ = try await fixture.run(items: 5, stages: [.scrape])
        let worker = try await fixture.worker()
        #expect(try await fixture.store.available(atMost: [.scrape: 9]).allSatisfy { !$0.isLimited })
        try await fixture.store.limit(GateScope(stage: .scrape), to: 3, by: "ana")
        let all = try await fixture.store.available(atMost: [.scrape: 9])
        #expect(all.count == 5 && all.allSatisfy(\.isLimited))
        func used(_ offered: [AvailableJob]) async throws -> [Int] {
            try await fixture.store.limits(of: [all[4].id], offered: offered.map { ($0.id, $0.attempt) })
                .values.flatMap { $0.map(\.used) }
        }
        #expect(try await used([]) == [0])
        #expect(try await used(Array(all[0..<2])) == [2])
        let running = try await fixture.store.claim([(all[0].id, all[0].attempt)], by: worker).jobs
        #expect(try await used(Array(all[0..<2])) == [2], "what was claimed is not counted twice")
        #expect(try await used([]) == [1])
        _ = try await fixture.store.settle(running.map { Settlement($0.job, .completed(.null, memo: nil)) }, by: worker)
        #expect(try await used(Array(all[0..<2])) == [1], "what has ended is not counted")
        // Pausing and resuming leaves the limit.
        try await fixture.store.pause(GateScope(stage: .scrape), by: "ana")
        try await fixture.store.resume(GateScope(stage: .scrape), by: "ana")
        #expect(try await fixture.store.gates().map(\.concurrency) == [3])
        try await fixture.store.limit(GateScope(stage: .scrape), to: nil, by: "ana")
        #expect(try await fixture.store.gates().isEmpty)
        await #expect(throws: CatalogError.self) {
            try await fixture.store.limit(GateScope(stage: .scrape), to: 0, by: "ana")
        }
    }

    @Test func aTenantSeesNoGateOfTheFleet() async throws {
        let fixture = try await JobsFixture()
        try await fixture.store.pause(GateScope(stage: .scrape), by: "ana")
        let seen = try await TenantDatabase(fixture.appPool).query("SELECT count(*) FROM presswork.gate", in: .default)
        #expect(try seen.onlyRow.decode(at: 0, as: Int.self) == 0)
        #expect(try await fixture.store.tenant(named: "default") == .default)
        await #expect(throws: CatalogError.self) { try await fixture.store.tenant(named: "nobody") }
    }

    @Test func aRunMayBeginLaterAndIsUniqueWhileUnderWay() async throws {
        let fixture = try await JobsFixture()
        let worker = try await fixture.worker()
        func enqueue(_ key: String?, at start: Date? = nil, expand: Bool = false) async throws -> EnqueuedRun {
            try await fixture.runs.enqueue(
                NewRun(
                    pipeline: fixture.pipeline, stages: [.scrape],
                    contents: expand ? .expand : .items([NewItem(key: "a"), NewItem(key: "b")]), priority: .high,
                    uniqueKey: key, startAt: start))
        }
        let later = Date.now.addingTimeInterval(3_600)
        let first = try await enqueue("issue-7", at: later)
        #expect(try await enqueue("issue-7") == EnqueuedRun(id: first.id, isNew: false))
        #expect(try await enqueue("issue-8", at: later, expand: true).isNew)
        #expect(try await fixture.store.available(atMost: [.scrape: 9, .expand: 9]).isEmpty)
        let due = try #require(try await fixture.store.nextDue())
        #expect(due > .seconds(3_500) && due <= .seconds(3_600))
        try await fixture.fleetPool.query("UPDATE presswork.waiting SET run_at = now() WHERE run_id = \(first.id)")
        #expect(try await fixture.store.promote() == [.scrape])
        #expect(try await fixture.store.available(atMost: [.scrape: 9]).map(\.priority) == [.high, .high])
        let jobs = try await fixture.claimAll(.scrape, by: worker)
        let failure = JobFailure(code: "a", message: "b")
        _ = try await fixture.store.settle(jobs.map { Settlement($0.job, .dead(failure)) }, by: worker)
        #expect(try await fixture.state(first.id) == .failed)
        let second = try await enqueue("issue-7", at: .now.addingTimeInterval(-60))
        #expect(second.isNew)
        #expect(try await fixture.store.available(atMost: [.scrape: 9]).count == 2)
        // Reviving the first would put two of the key under way.
        let error = await #expect(throws: CatalogError.self) {
            try await fixture.runs.retryDead(jobs.map(\.job.id), by: "ana")
        }
        #expect(error?.code == .conflict)
        try await fixture.completeAll(.scrape, by: worker)
        #expect(try await fixture.runs.retryDead(jobs.map(\.job.id), by: "ana") == 2)
    }

    @Test func unknownPayloadsAreLeftAlone() async throws {
        let fixture = try await JobsFixture()
        _ = try await fixture.run(items: 2, stages: [.scrape])
        let worker = try await fixture.worker()
        let all = try await fixture.store.available(atMost: [.scrape: 9])
        try await fixture.fleetPool.query(
            """
            WITH newer AS (
                UPDATE presswork.job SET payload_version = 9 WHERE id = \(all[0].id) RETURNING id
            )
            UPDATE presswork.ready SET payload_version = 9 FROM newer WHERE ready.job_id = newer.id
            """)
        #expect(try await fixture.store.available(atMost: [.scrape: 9]).map(\.id) == [all[1].id])
        let claimed = try await fixture.store.claim(all.map { ($0.id, $0.attempt) }, by: worker).jobs
        #expect(claimed.map(\.job.id) == [all[1].id])
        #expect(try await fixture.runs.job(all[0].id)?.state == .available)
    }
}
