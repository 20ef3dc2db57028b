import EventLoops
import Foundation
import Pipelines
import Postgres
import Queueing
import Testing

@testable import Catalog
@testable import Fleet

/// A worker goes on with what it has made available itself.
@Suite(.serialized) struct SuccessorTests {
    @Test func anItemGoesThroughItsStagesWithoutTheDispatcher() async throws {
        let fixture = try await FleetFixture()
        let stages: [Stage] = [.scrape, .generate, .cover]
        let run = try await fixture.enqueue(items: 20, stages: stages)
        let worker = fixture.worker(stages.map { TestHandler($0) }, concurrency: 4)
        let dispatcher = Dispatcher(fixture.store, window: fixture.window, logger: fixture.logger)
        let detail = try await fixture.whileRunning([worker, dispatcher]) { try await fixture.waitForEnd(run) }
        #expect(detail.summary.completed == 20)
        // What is claimed by itself is claimed later than it was made. Which of the 40 later jobs found their lane full, or
        // not yet waiting, is chance; most do not.
        let followed = try await fixture.pool.query(
            "SELECT count(*) AS jobs FROM presswork.job WHERE run_id = \(run) AND claimed_at = created_at"
        ).onlyRow.decode("jobs", as: Int.self)
        #expect(followed > 0)
        #expect(try await fixture.store.audit().isClean)
    }

    @Test func onlyALaneThatWaitsAndHasRoomIsGivenMore() async throws {
        let (full, idle, busy) = (LaneSlots(2), LaneSlots(2), LaneSlots(2))
        let shared = SharedSlots(2, weights: [])
        let successors = Successors([.generate: full, .cover: idle, .assemble: busy], within: shared)
        func kept(_ count: Int, _ next: Stage) -> Int {
            let settlements = (0..<count).map { _ in Self.settlement(next) } + [Self.settlement(nil)]
            let reservation = successors.reserve(for: settlements)
            successors.deliver([], to: reservation) { _ in Issue.record("nothing was delivered") }
            return reservation.isKept.count { $0 }
        }
        #expect(kept(1, .cover) == 0, "nobody waits yet")
        for slots in [full, idle] { slots.wait(true) }
        full.take(1)
        #expect(kept(1, .generate) == 1 && kept(2, .generate) == 1 && kept(3, .cover) == 2)
        #expect(kept(1, .assemble) == 0, "it does not wait")
        #expect(kept(1, .distribute) == 0, "the worker does not serve it")
        await shared.enter(.cover)
        #expect(kept(2, .cover) == 1)
        shared.leave()
        idle.wait(false)
        #expect(kept(2, .cover) == 0)
        #expect(full.busy == 1 && idle.busy == 0, "what was not needed is free again")
    }

    private static func settlement(_ next: Stage?) -> Settlement {
        Settlement(
            JobReference(id: .fresh(), stage: .scrape, attempt: 1), .completed(.null, memo: nil), next: next)
    }

    @Test func whatComesToALaneHasItsSlotAndALaneThatIsClosedRefusesIt() async throws {
        let fixture = try await FleetFixture()
        _ = try await fixture.enqueue(items: 1, stages: [.cover])
        let worker = WorkerID.fresh()
        try await fixture.store.enlist(worker, slots: [.cover: 2], host: "here", version: "test")
        let entries = try await fixture.store.available(atMost: [.cover: 1]).map { ($0.id, $0.attempt) }
        let jobs = try await fixture.store.claim(entries, by: worker).jobs
        let slots = LaneSlots(2)
        slots.wait(true)
        let successors = Successors([.cover: slots], within: SharedSlots(nil, weights: []))
        let settlement = Self.settlement(.cover)
        let reservation = successors.reserve(for: [settlement, settlement])
        #expect(slots.busy == 2)
        successors.deliver(jobs, to: reservation) { _ in Issue.record("the lane is open") }
        #expect(slots.busy == 1)
        #expect(await successors.next(.cover)?.map(\.job.id) == jobs.map(\.job.id))
        let late = successors.reserve(for: [settlement])
        successors.close(.cover)
        var refused: [ClaimedJob] = []
        successors.deliver(jobs, to: late) { refused += $0 }
        #expect(refused.count == 1 && slots.busy == 1 && successors.leftOver(.cover).isEmpty)
        #expect(await successors.next(.cover) == nil)
    }

    @Test func aQuietWorkerTakesNoMore() async throws {
        let fixture = try await FleetFixture()
        let begun = Interruption()
        let mayEnd = Interruption()
        let scrape = TestHandler(.scrape) { request in
            begun.raise()
            try await mayEnd.wait()
            return try TestHandler.done(request)
        }
        let cover = TestHandler(.cover)
        let worker = fixture.worker([scrape, cover])
        let run = try await fixture.enqueue(items: 1, stages: [.scrape, .cover])
        try await fixture.whileRunning([Dispatcher(fixture.store, window: fixture.window, logger: fixture.logger)]) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await worker.run() }
                try await begun.wait()
                worker.quiet()
                mayEnd.raise()
                try await group.next()
            }
        }
        #expect(scrape.total == 1 && cover.total == 0)
        let detail = try await fixture.wait(for: run) { $0.stages.last?.states == [.available: 1] }
        #expect(detail.summary.state == .running)
    }
}
