import EventLoops
import Foundation
import Pipelines
import Queueing
import Testing

@testable import Catalog
@testable import Fleet

/// A worker goes on with what it has made available itself.
@Suite(.serialized) struct SuccessorTests {
    @Test func anItemGoesThroughItsStagesWithoutADispatcher() async throws {
        let fixture = try await FleetFixture()
        let stages: [Stage] = [.scrape, .generate, .cover]
        let run = try await fixture.enqueue(items: 3, stages: stages)
        let worker = fixture.worker(stages.map { TestHandler($0) })
        let detail = try await fixture.whileRunning([worker]) {
            // The first jobs alone are offered, one by one, so that the worker waits for each.
            for job in try await fixture.store.available(atMost: [.scrape: 9]) {
                _ = try await fixture.window.offer(
                    [JobHint(id: job.id, attempt: job.attempt)], to: WindowStream(.scrape, priority: 1), window: 64)
            }
            return try await fixture.waitForEnd(run)
        }
        #expect(detail.summary.completed == 3)
        #expect(try await fixture.store.audit().isClean)
    }

    @Test func onlyALaneThatWaitsAndHasRoomIsGivenMore() async {
        let (full, idle, busy) = (LaneSlots(2), LaneSlots(2), LaneSlots(2))
        let shared = SharedSlots(2, weights: [])
        let successors = Successors([.scrape: full, .cover: idle, .assemble: busy], within: shared)
        #expect(successors.wanted(1).isEmpty, "nobody waits yet")
        for slots in [full, idle] { slots.wait(true) }
        full.take(1)
        #expect(successors.wanted(1) == [.scrape, .cover] && successors.wanted(2) == [.cover])
        await shared.enter(.cover)
        #expect(successors.wanted(2).isEmpty && successors.wanted(1) == [.scrape, .cover])
        shared.leave()
        idle.wait(false)
        #expect(successors.wanted(2).isEmpty)
        let job = JobID.fresh()
        successors.add([.cover: [job]])
        #expect(await successors.next(.cover) == [JobHint(id: job, attempt: 0)])
        successors.close(.cover)
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
