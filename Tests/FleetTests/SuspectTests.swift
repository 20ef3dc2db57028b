import EventLoops
import Foundation
import Pipelines
import Postgres
import PressworkTestSupport
import Queueing
import Testing

@testable import Catalog
@testable import Fleet

/// Jobs that a worker has died with run one at a time, so that the one that kills does not take the others along.
@Suite(.serialized) struct SuspectTests {
    @Test func hintsWaitOnceEachAndNotForLong() async {
        let queue = SuspectQueue()
        let hints = (0..<3).map { _ in JobHint(id: .fresh(), attempt: 1) }
        queue.add(hints, of: .scrape, at: .now - SuspectQueue.longest)
        queue.add([hints[0], hints[1]], of: .cover)
        queue.add([hints[1], hints[0]], of: .cover)
        let first = await queue.next()
        #expect(
            first?.job == hints[0] && first?.stage == .cover,
            "what has waited too long is forgotten, and may come again")
        #expect(await queue.next()?.job == hints[1])
        queue.add([hints[1]], of: .cover)
        #expect(await queue.next()?.job == hints[1], "what was taken may come again")
        queue.add([hints[2]], of: .cover, at: .now - SuspectQueue.longest)
        queue.close()
        #expect(await queue.next() == nil)
    }

    @Test func aSuspectIsDoneWhenItsSettlementIsCommitted() async {
        let running = RunningJobs()
        let (suspect, other) = (JobID.fresh(), JobID.fresh())
        running.hold([suspect, other].map { JobReference(id: $0, stage: .scrape, attempt: 1) }, of: .fresh())
        let isDone = Locked(false)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await running.departure(of: suspect)
                isDone.withLock { $0 = true }
            }
            running.finish(suspect)
            running.release([(other, 1)])
            for _ in 0..<100 { await Task.yield() }
            #expect(!isDone.withLock { $0 })
            running.release([(suspect, 1)])
        }
        #expect(isDone.withLock { $0 })
    }

    @Test func aClaimEndsWithTheLastOfItsJobs() {
        let running = RunningJobs()
        let (first, second) = (ClaimID.fresh(), ClaimID.fresh())
        let jobs = (0..<3).map { _ in JobReference(id: .fresh(), stage: .scrape, attempt: 1) }
        running.hold(jobs, of: first)
        running.release([(jobs[0].id, 1), (jobs[1].id, 1)])
        #expect(running.endedClaims().isEmpty && running.count == 1)
        // Settled and claimed again before its settlement was known here.
        let again = JobReference(id: jobs[2].id, stage: .scrape, attempt: 2)
        running.hold([again], of: second)
        #expect(running.endedClaims() == [first])
        running.release([(jobs[2].id, 1)])
        #expect(running.endedClaims().isEmpty && running.ids == [again.id], "it runs, and its claim names it")
        running.release([(again.id, 2)])
        #expect(running.endedClaims() == [second] && running.endedClaims().isEmpty)
    }

    @Test func aClaimOfLostJobsStaysForTheReclaimer() {
        let running = RunningJobs()
        let jobs = (0..<2).map { _ in JobReference(id: .fresh(), stage: .scrape, attempt: 1) }
        running.hold(jobs, of: .fresh())
        running.release([(jobs[0].id, 1)], isSettled: false)
        running.release([(jobs[1].id, 1)])
        #expect(running.count == 0 && running.endedClaims().isEmpty, "the row of the first still runs")
    }

    /// A worker's death leaves many suspects behind, most of them innocent and quick.
    @Test func aBacklogOfSuspectsDrainsAtItsOwnSpeed() async throws {
        let fixture = try await FleetFixture()
        let busy = Locked((now: 0, most: 0))
        let handler = TestHandler(.scrape) { request in
            busy.withLock { busy in
                busy.now += 1
                busy.most = max(busy.most, busy.now)
            }
            defer { busy.withLock { $0.now -= 1 } }
            return try TestHandler.done(request)
        }
        let count = 100
        let run = try await fixture.enqueue(items: count)
        try await fixture.pool.query("UPDATE presswork.job SET crashes = 1")
        try await fixture.pool.query("UPDATE presswork.ready SET is_suspect = true")
        let begin = ContinuousClock.now
        let detail = try await fixture.whileRunning(fixture.duties + [fixture.worker([handler])]) {
            try await fixture.waitForEnd(run)
        }
        #expect(detail.summary.completed == count && handler.total == count && busy.withLock { $0.most } == 1)
        #expect(ContinuousClock.now - begin < .seconds(count), "one a second would be far too slow")
        for job in try await fixture.runs.jobs(in: run) { #expect(job.attempt == 1, "nothing was written to wait") }
    }

    @Test func suspectsOfAllLanesTakeTurnsAndBystandersDoNotWait() async throws {
        let fixture = try await FleetFixture()
        let busy = Locked((now: 0, most: 0, bystanders: 0))
        let handlers = [Stage.scrape, .cover].map { stage in
            TestHandler(stage) { request in
                guard request.item.key != "item-0" else {
                    busy.withLock { $0.bystanders += 1 }
                    return try TestHandler.done(request)
                }
                busy.withLock { busy in
                    busy.now += 1
                    busy.most = max(busy.most, busy.now)
                }
                defer { busy.withLock { $0.now -= 1 } }
                try await Task.sleep(for: .milliseconds(20))
                return try TestHandler.done(request)
            }
        }
        let runs = [
            try await fixture.enqueue(items: 3), try await fixture.enqueue(items: 3, stages: [.cover]),
        ]
        try await fixture.pool.query(
            """
            WITH suspect AS (
                UPDATE presswork.job SET crashes = 2 FROM presswork.item
                WHERE item.id = job.item_id AND item.key <> 'item-0'
                RETURNING job.id
            )
            UPDATE presswork.ready SET is_suspect = true FROM suspect WHERE ready.job_id = suspect.id
            """)
        try await fixture.whileRunning(fixture.duties + [fixture.worker(handlers)]) {
            for run in runs {
                try await fixture.wait(for: run) { $0.summary.completed > 0 }
                #expect(try await fixture.waitForEnd(run).summary.completed == 3)
            }
        }
        #expect(busy.withLock { $0.most } == 1 && busy.withLock { $0.bystanders } == 2)
        for run in runs {
            for job in try await fixture.runs.jobs(in: run) {
                #expect(job.errors == 0 && job.crashes == (job.itemKey == "item-0" ? 0 : 2))
            }
        }
    }

    /// A job that kills every worker it meets, among jobs that do not: a worker's death is played by ending its identity.
    @Test func aPoisonPillDiesAloneAndSparesBystanders() async throws {
        let fixture = try await FleetFixture()
        let poison = "item-3"
        let handler = TestHandler(.scrape) { request in
            if request.item.key == poison { try await Task.sleep(for: .seconds(60)) }
            // The others take long enough to be there when the poison works.
            try await Task.sleep(for: .milliseconds(300))
            return try TestHandler.done(request)
        }
        let run = try await fixture.enqueue(items: 8)
        let detail = try await fixture.whileRunning(fixture.duties + [fixture.worker([handler])]) {
            while true {
                let detail = try #require(try await fixture.runs.show(run))
                if detail.summary.state.isTerminal { return detail }
                if handler.attempts(of: poison) > 0,
                    try await fixture.runs.jobs(ofItem: poison, in: run).first?.state == .running
                {
                    for worker in try await fixture.store.beats().keys { try await fixture.store.discharge(worker) }
                }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        #expect(detail.summary.state == .partlyFailed)
        #expect(detail.summary.completed == 7 && detail.summary.dead == 1)
        let dead = try #require(try await fixture.runs.dead(in: run).first)
        #expect(dead.itemKey == poison && dead.crashes == 3 && dead.failure?.code == "worker.lost")
        let crashes = try await fixture.runs.jobs(in: run).filter { $0.itemKey != poison }.map(\.crashes)
        #expect(crashes.allSatisfy { $0 < 3 })
    }
}
