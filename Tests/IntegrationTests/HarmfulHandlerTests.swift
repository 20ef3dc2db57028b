import Catalog
import EventLoops
import Foundation
import Pipelines
import Postgres
import PressworkRuntime
import Testing

/// Handlers that do their process harm, in real worker processes that a supervisor starts again.
@Suite(.serialized, .timeLimit(.minutes(10))) struct HarmfulHandlerTests {
    @Test func oneThatTrapsEndsDeadAloneAndNothingElseIsLostOrDoubled() async throws {
        let order = DrillOrder(
            items: 60, stages: [.scrape, .distribute], pause: .milliseconds(20), hasEffects: true, traps: ["7"])
        try await DrillYard.open(order) { yard in
            var yard = yard
            // The channels begin nothing in the last seconds of a lease.
            yard.arguments = ["--stages", "scrape=4,distribute=4"]
            yard.lease = .seconds(4)
            let exits = try await yard.supervise()
            #expect(exits.count == 3 && exits.allSatisfy { if case .signal = $0 { true } else { false } }, "\(exits)")
            let summary = try await yard.detail().summary
            #expect(summary.state == .partlyFailed && summary.completed == 59 && summary.dead == 1)
            let dead = try #require(try await yard.platform.runs.dead(in: yard.run).first)
            #expect(dead.itemKey == "7" && dead.crashes == 3 && dead.failure?.code == "worker.lost")
            // Whoever was there at its first death never runs beside it again.
            let others = try await yard.platform.runs.jobs(in: yard.run).filter { $0.itemKey != "7" }
            #expect(others.count == 2 * 59 && others.allSatisfy { $0.state == .completed && $0.crashes <= 1 })
            #expect(try await yard.effects(0..<60) == (0..<60).map { $0 == 7 ? 0 : 1 })
        }
    }

    @Test func oneThatLeaksMakesWorkersMakeRoomForFreshOnes() async throws {
        try await DrillYard.open(DrillOrder(items: 120, pause: .milliseconds(100), leak: 8)) { yard in
            var yard = yard
            yard.arguments = ["--stages", "scrape=2"]
            yard.environment = ["PRESSWORK_WORKER_MEMORY": "400"]
            let exits = try await yard.supervise()
            #expect(!exits.isEmpty && exits.allSatisfy { $0 == .code(0) }, "\(exits)")
            try await expectAllDoneOnce(yard, 120)
        }
    }

    @Test func oneThatHangsTimesOutAndItsWorkerGivesWay() async throws {
        let order = DrillOrder(items: 90, pause: .milliseconds(200), hangs: ["0"])
        try await DrillYard.open(order) { yard in
            var yard = yard
            yard.arguments = ["--stages", "scrape=2", "--drill-timeout", "1"]
            yard.environment = ["PRESSWORK_CRASH_LIMIT": "1"]
            let exits = try await yard.supervise()
            #expect(exits == [.code(1)])
            let summary = try await yard.detail().summary
            #expect(summary.state == .partlyFailed && summary.completed == 89 && summary.dead == 1)
            let jobs = try await yard.platform.runs.jobs(in: yard.run)
            #expect(jobs.filter { $0.crashes > 0 }.map(\.itemKey) == ["0"], "nobody else is blamed")
            #expect(try await yard.done(.scrape) == 89)
        }
    }

    /// The first of the two verbs.
    @Test func aWorkerThatIsQuietedFinishesWhatItHasAndTakesNothingNew() async throws {
        try await DrillYard.open(DrillOrder(items: 12, pause: .milliseconds(1_500))) { yard in
            var yard = yard
            yard.arguments = ["--stages", "scrape=4"]
            let scheduler = try await yard.start("presswork-scheduler", [])
            let worker = try await yard.startWorker()
            try await yard.witness.until(
                "four jobs run; \(worker.lastWords)",
                "SELECT (count(*) = 4)::integer::bigint FROM presswork.job WHERE state = 'running'")
            worker.send(SIGUSR1)
            let exit = try await worker.exit { false }
            #expect(exit == .code(0), "\(worker.lastWords)")
            #expect(worker.lastWords.contains("quiet"))
            let states = try await yard.detail().stages.first?.states
            #expect(states == [.completed: 4, .available: 8])
            try await scheduler.stop()
            #expect(try await yard.supervise().isEmpty)
            try await expectAllDoneOnce(yard, 12)
        }
    }

    private func expectAllDoneOnce(_ yard: DrillYard, _ count: Int) async throws {
        let summary = try await yard.detail().summary
        #expect(summary.state == .completed && summary.completed == count)
        #expect(try await yard.done(.scrape) == count)
        for job in try await yard.platform.runs.jobs(in: yard.run) {
            #expect(job.attempt == 1 && job.errors == 0 && job.crashes == 0)
        }
    }
}
