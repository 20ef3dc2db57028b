import Pipelines
import Testing

@testable import Catalog

@Suite struct FleetViewTests {
    @Test func theViewCountsLanesAndWorkers() async throws {
        let fixture = try await JobsFixture()
        _ = try await fixture.run(items: 5)
        let worker = try await fixture.worker()
        let gone = try await fixture.worker()
        try await fixture.store.discharge(gone)
        let offered = try await fixture.store.available(atMost: [.scrape: 2])
        let jobs = try await fixture.store.claim(offered.map { ($0.id, $0.attempt) }, by: worker).jobs
        _ = try await fixture.store.settle(
            [Settlement(jobs[0].job, .dead(JobFailure(code: "a", message: "b")))], by: worker)
        _ = try await fixture.store.beat(worker, rates: [.scrape: 12.5])
        let view = try await fixture.store.view()
        #expect(view.lanes.map(\.stage) == Stage.allCases && view.openRuns == 1 && view.unknownDeliveries == 0)
        let scrape = try #require(view.lanes.first { $0.stage == .scrape })
        #expect([scrape.slots, scrape.running, scrape.available, scrape.dead, scrape.delayed] == [8, 1, 3, 1, 0])
        #expect(scrape.perSecond == 12.5 && scrape.oldest >= 0)
        #expect(view.workers.map(\.id) == [worker] && view.workers[0].running == 1)
    }
}
