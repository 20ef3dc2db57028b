import Foundation
import LocalServers
import Pipelines
import PressworkTestSupport
import Redis
import Testing

@testable import Catalog
@testable import Fleet

/// A fleet of one or two workers on a real Postgres and a real Redis.
@Suite(.serialized) struct WorkerTests {
    @Test func killsAndWipesLoseAndDoubleNothing() async throws {
        try await withPrivateRedis(on: FleetFixture.loop) { server in
            let fixture = try await FleetFixture(server)
            let stages: [Stage] = [.scrape, .generate, .cover]
            let expand = TestHandler(.expand) { request in
                let number = request.checkpoint.map { $0 == .integer(1) ? 1 : 0 } ?? 0
                let items = (0..<250).map { NewItem(key: "item-\(number)-\($0)") }
                return .expanded(
                    ItemChunk(number: number, items: items, isLast: number == 1, checkpoint: .integer(1)))
            }
            let handlers = stages.map { stage in
                TestHandler(stage) { request in
                    try await Task.sleep(for: .milliseconds(1))
                    return try TestHandler.done(request)
                }
            }
            let victim = fixture.worker([expand] + handlers) { $0.lease = FleetFixture.shortLease }
            let survivor = fixture.worker([expand] + handlers) { $0.lease = FleetFixture.shortLease }
            let run = try await fixture.runs.enqueue(NewRun(pipeline: fixture.pipeline, stages: stages)).id
            let duties = fixture.duties(lease: FleetFixture.shortLease, crashLimit: 100)
            let detail = try await fixture.whileRunning(duties) {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    let killed = Task { try await victim.run() }
                    group.addTask { try await survivor.run() }
                    try await fixture.wait(for: run) { $0.summary.completed > 50 || $0.summary.state.isTerminal }
                    // Cancelling a worker's task ends it as a crash would: nothing is given back, nothing is said.
                    killed.cancel()
                    try await fixture.redis.flushAll()
                    let detail = try await fixture.waitForEnd(run)
                    survivor.stop()
                    return detail
                }
            }
            #expect(detail.summary.state == .completed)
            #expect(detail.summary.completed == 500 && detail.summary.items == 500)
            #expect(detail.stages.map(\.states) == [[.completed: 1]] + stages.map { _ in [.completed: 500] })
            for handler in handlers { #expect(handler.items == 500) }
            #expect(try await fixture.store.audit().isClean)
        }
    }

    @Test func errorsAreRetriedThenTheJobIsDead() async throws {
        let fixture = try await FleetFixture()
        let handler = TestHandler(.scrape) { request in
            switch request.item.key {
            case "item-0" where request.job.attempt < 3:
                throw StageError(code: "source.unreachable", message: "no", disposition: .retry(after: nil))
            case "item-1": throw StageError(code: "source.gone", message: "gone", disposition: .discard)
            case "item-2": throw CancellationError()
            case "item-3" where request.job.attempt < 5:
                throw StageError(code: "host.busy", message: "later", disposition: .snooze(.milliseconds(10)))
            default: return .completed(.null)
            }
        }
        let worker = fixture.worker([handler])
        let run = try await fixture.enqueue(items: 5)
        let detail = try await fixture.whileRunning(fixture.duties + [worker]) { try await fixture.waitForEnd(run) }
        #expect(detail.summary.state == .partlyFailed)
        #expect(detail.summary.completed == 3 && detail.summary.dead == 2)
        #expect((0..<5).map { handler.attempts(of: "item-\($0)") } == [3, 1, 3, 5, 1])
        let dead = try await fixture.runs.dead(in: run)
        #expect(Set(dead.compactMap(\.failure?.code)) == ["source.gone", "job.failed"])
        #expect(dead.first { $0.itemKey == "item-2" }?.errors == 3)
    }

    @Test func cancellingReachesRunningHandlers() async throws {
        let fixture = try await FleetFixture()
        let handler = TestHandler(.scrape) { _ in
            try await Task.sleep(for: .seconds(60))
            return .completed(.null)
        }
        let worker = fixture.worker([handler], concurrency: 2)
        let run = try await fixture.enqueue(items: 5)
        let detail = try await fixture.whileRunning(fixture.duties + [worker]) {
            try await fixture.wait(for: run) { $0.stages.first?.states[.running] == 2 }
            try await fixture.runs.cancel(run, by: "ana")
            return try await fixture.waitForEnd(run)
        }
        #expect(detail.summary.state == .cancelled && detail.summary.cancelled == 5)
        #expect(handler.total == 2)
    }

    @Test func aPausedRunWaits() async throws {
        let fixture = try await FleetFixture()
        let handler = TestHandler(.scrape)
        let (paused, other) = (try await fixture.enqueue(items: 3), try await fixture.enqueue(items: 3))
        try await fixture.runs.pause(paused, by: "ana")
        try await fixture.whileRunning(fixture.duties + [fixture.worker([handler])]) {
            try await fixture.waitForEnd(other)
            #expect(try await fixture.runs.show(paused)?.summary.remaining == 3)
            try await fixture.runs.resume(paused, by: "ana")
            try await fixture.waitForEnd(paused)
        }
        #expect(handler.total == 6)
    }

    @Test func reviewWaitsWithoutAWorker() async throws {
        let fixture = try await FleetFixture()
        let review = TestHandler(.review) { .awaitingReview(.string($0.item.key)) }
        let distribute = TestHandler(.distribute)
        let run = try await fixture.enqueue(items: 2, stages: [.review, .distribute])
        let detail = try await fixture.whileRunning(fixture.duties + [fixture.worker([review, distribute])]) {
            try await fixture.wait(for: run) { $0.stages.first?.states[.awaitingReview] == 2 }
            let waiting = try await fixture.runs.reviews(in: run)
            try await fixture.runs.decide(waiting[0].id, approve: true, by: "ana")
            try await fixture.runs.decide(waiting[1].id, approve: false, by: "ana")
            return try await fixture.waitForEnd(run)
        }
        #expect(detail.summary.completed == 1 && detail.summary.cancelled == 1)
        #expect(distribute.total == 1)
    }

    @Test func aTimeoutIsAnErrorAndTheMemoAnswersTheSecondRun() async throws {
        let fixture = try await FleetFixture()
        let slow = TestHandler(.scrape, timeout: .milliseconds(200), memo: .string("settings")) { request in
            if request.job.attempt == 1 { try await Task.sleep(for: .seconds(60)) }
            return .completed(.string(request.item.key))
        }
        try await fixture.whileRunning(fixture.duties + [fixture.worker([slow])]) {
            let first = try await fixture.enqueue(items: 2)
            let detail = try await fixture.waitForEnd(first)
            #expect(detail.summary.completed == 2)
            #expect(slow.total == 4)
            let second = try await fixture.enqueue(items: 2)
            #expect(try await fixture.waitForEnd(second).summary.completed == 2)
            #expect(slow.total == 4)
            let third = try await fixture.runs.enqueue(
                NewRun(
                    pipeline: fixture.pipeline, stages: [.scrape], fromStage: .scrape,
                    contents: .items([NewItem(key: "item-0")]))
            ).id
            try await fixture.waitForEnd(third)
            #expect(slow.total == 6)
        }
    }

    @Test func stoppingGivesJobsBackAtNoCost() async throws {
        let fixture = try await FleetFixture()
        let handler = TestHandler(.scrape) { _ in
            try await Task.sleep(for: .seconds(60))
            return .completed(.null)
        }
        let worker = fixture.worker([handler]) { $0.drainTimeout = .milliseconds(50) }
        let run = try await fixture.enqueue(items: 2)
        try await fixture.whileRunning(fixture.duties) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await worker.run() }
                try await fixture.wait(for: run) { $0.stages.first?.states[.running] == 2 }
                worker.stop()
                try await group.next()
            }
        }
        let jobs = try await fixture.runs.jobs(ofItem: "item-0", in: run)
        #expect(jobs.map(\.state) == [.available])
        #expect(jobs.map(\.attempt) == [1] && jobs.map(\.errors) == [0] && jobs.map(\.crashes) == [0])
    }

    @Test func aHandlerThatDoesNotStopEndsTheWorker() async throws {
        let fixture = try await FleetFixture()
        let release = Interruption()
        let deaf = TestHandler(.scrape, timeout: .milliseconds(50)) { _ in
            // Waits in a task that nobody cancels.
            try await Task { try await release.wait() }.value
            return .completed(.null)
        }
        let worker = fixture.worker([deaf]) { $0.hangGrace = .milliseconds(200) }
        _ = try await fixture.enqueue(items: 1)
        let error = try await fixture.whileRunning(fixture.duties) {
            await #expect(throws: FleetError.self) { try await worker.run() }
        }
        #expect(error?.code == .hungJob)
        release.raise()
    }

    @Test func aHandlerThatOutlivesItsWorkersIdentityEndsTheWorker() async throws {
        let fixture = try await FleetFixture()
        let release = Interruption()
        let deaf = TestHandler(.scrape) { _ in
            try await Task { try await release.wait() }.value
            return .completed(.null)
        }
        let worker = fixture.worker([deaf]) { $0.hangGrace = .milliseconds(200) }
        let run = try await fixture.enqueue(items: 1)
        let error = try await fixture.whileRunning(fixture.duties) {
            try await withThrowingTaskGroup(of: FleetError?.self) { group in
                group.addTask { await #expect(throws: FleetError.self) { try await worker.run() } }
                try await fixture.wait(for: run) { $0.stages.first?.states[.running] == 1 }
                for worker in try await fixture.store.beats().keys { try await fixture.store.discharge(worker) }
                return try await group.next() ?? nil
            }
        }
        #expect(error?.code == .hungJob)
        release.raise()
    }

    @Test func aWorkerThatIsDeclaredDeadBeginsAnew() async throws {
        let fixture = try await FleetFixture()
        let handler = TestHandler(.scrape) { request in
            if request.job.attempt == 1 { try await Task.sleep(for: .seconds(60)) }
            return .completed(.null)
        }
        let run = try await fixture.enqueue(items: 3)
        try await fixture.whileRunning(fixture.duties + [fixture.worker([handler])]) {
            try await fixture.wait(for: run) { $0.stages.first?.states[.running] == 3 }
            for worker in try await fixture.store.beats().keys { try await fixture.store.discharge(worker) }
            let detail = try await fixture.waitForEnd(run)
            #expect(detail.summary.completed == 3)
        }
        for index in 0..<3 {
            let job = try #require(try await fixture.runs.jobs(ofItem: "item-\(index)", in: run).first)
            // Having been there at a death, they take turns: an attempt may have been put off.
            #expect(job.attempt >= 2 && job.crashes == 1 && job.errors == 0)
        }
        #expect(try await fixture.runs.workers().count == 2)
    }

    @Test func runningJobsFinishWhileRedisIsDown() async throws {
        try await withPrivateRedis(on: FleetFixture.loop) { server in
            let fixture = try await FleetFixture(server)
            let mayEnd = Interruption()
            let handler = TestHandler(.scrape) { _ in
                try await mayEnd.wait()
                return .completed(.null)
            }
            let run = try await fixture.enqueue(items: 6)
            let worker = fixture.worker([handler], concurrency: 4)
            try await fixture.whileRunning(fixture.duties + [worker]) {
                try await fixture.wait(for: run) { $0.stages.first?.states[.running] == 4 }
                try await server.stop()
                mayEnd.raise()
                try await fixture.wait(for: run) { $0.summary.completed == 4 }
                try await server.restart()
                #expect(try await fixture.waitForEnd(run).summary.completed == 6)
            }
            #expect(handler.total == 6)
        }
    }
}
