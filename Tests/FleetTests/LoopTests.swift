import Foundation
import Logging
import Pipelines
import Queueing
import Testing

@testable import Catalog
@testable import Fleet

/// The fleet's logic, without servers.
@Suite struct LoopTests {
    private func job(_ tenant: TenantID) -> AvailableJob {
        AvailableJob(id: .fresh(), attempt: 0, tenant: tenant, run: .fresh(), stage: .scrape, priority: .normal)
    }

    @Test func tenantsTakeTurns() {
        let tenants = (0..<3).map { _ in TenantID(UUID()) }.sorted()
        let jobs = (0..<6).map { _ in job(tenants[0]) } + [job(tenants[1]), job(tenants[2])]
        var rotation = TenantRotation()
        #expect(rotation.order(jobs, priority: 1).prefix(4).map(\.tenant) == [0, 1, 2, 0].map { tenants[$0] })
        rotation.served(tenants[0], priority: 1)
        #expect(rotation.order(jobs, priority: 1).prefix(3).map(\.tenant) == [1, 2, 0].map { tenants[$0] })
        #expect(rotation.order(jobs, priority: 0).first?.tenant == tenants[0])
        #expect(Set(rotation.order(jobs, priority: 1)) == Set(jobs))
        #expect(rotation.order(jobs, priority: 1).filter { $0.tenant == tenants[0] } == Array(jobs.prefix(6)))
    }

    @Test func aLongBacklogIsGoneOnWithWhereItsOffersEnd() {
        let run = RunID.fresh()
        let jobs = (0..<4).map { _ in
            AvailableJob(id: .fresh(), attempt: 0, tenant: .default, run: run, stage: .scrape, priority: .normal)
        }
        var cursor = BacklogCursor()
        cursor.advance([.scrape], over: jobs, [.scrape: 4]) { $0 != jobs[2] }
        #expect(cursor.last(in: [.scrape]) == [jobs[1]], "what follows a job that was not offered is looked at again")
        #expect(cursor.last(in: [.cover]).isEmpty)
        cursor.advance([.scrape], over: jobs, [.scrape: 4]) { _ in false }
        #expect(cursor.last(in: [.scrape]) == [jobs[1]], "a full window moves nothing")
        cursor.advance([.cover], over: [], [.cover: 4]) { _ in true }
        #expect(cursor.last(in: [.scrape]) == [jobs[1]], "another lane's look moves nothing")
        cursor.advance([.scrape], over: [jobs[3]], [.scrape: 4]) { _ in true }
        #expect(cursor.last(in: [.scrape]) == [jobs[3]], "a quarter of the limit is a full look behind it")
        cursor.advance([.scrape], over: jobs, [.scrape: 17]) { _ in true }
        #expect(cursor.last(in: [.scrape]).isEmpty, "a short backlog is looked at whole")
        cursor.advance([.scrape], over: jobs, [.scrape: 4]) { _ in true }
        #expect(cursor.last(in: [.scrape]) == [jobs[3]])
        cursor.rewind()
        #expect(cursor.last(in: [.scrape]).isEmpty)
    }

    @Test func offersAreForgottenWithTheirEntries() {
        let stream = WindowStream(.scrape, priority: 1)
        let now = ContinuousClock.now
        func id(_ number: UInt64) -> EntryID { EntryID(milliseconds: number, sequence: 0) }
        var offered = OfferedJobs()
        let hints = (0..<3).map { _ in JobHint(id: .fresh(), attempt: 2) }
        for (number, hint) in hints.enumerated() { offered.insert(hint, stream, id(UInt64(number)), at: now) }
        #expect(offered.contains(hints[0].id, attempt: 2) && !offered.contains(hints[0].id, attempt: 3))
        offered.forget(first: [:], asked: now - .seconds(1))
        #expect(offered.count == 3, "what was offered after the question is kept")
        offered.forget(first: [stream: id(1)], asked: now + .seconds(1))
        #expect(!offered.contains(hints[0].id, attempt: 2) && offered.count == 2)
        offered.forget(first: [stream: id(1)], asked: now + OfferedJobs.longest + .seconds(1))
        #expect(offered.count == 0)
        offered.insert(hints[0], stream, id(9), at: now)
        offered.forget(first: [:], asked: now + .seconds(1))
        #expect(offered.count == 0, "an empty stream holds nothing")
    }

    @Test func aSuspectsOfferOutlivesItsEntry() {
        let stream = WindowStream(.scrape, priority: 1)
        let now = ContinuousClock.now
        let hint = JobHint(id: .fresh(), attempt: 2)
        var offered = OfferedJobs()
        offered.insert(hint, stream, EntryID(milliseconds: 1, sequence: 0), at: now, isSuspect: true)
        func isKept(after time: Duration) -> Bool {
            offered.forget(first: [:], asked: now + time)
            return offered.contains(hint.id, attempt: 2)
        }
        #expect(isKept(after: .seconds(20)), "from the moment on at which it is seen to be gone")
        #expect(isKept(after: .seconds(20) + SuspectQueue.longest), "the worker that took the hint may claim it")
        #expect(!isKept(after: .seconds(20) + OfferedJobs.suspectsKept))
    }

    @Test func silenceIsCountedFromFirstSight() {
        var observer = SilenceObserver<String>()
        let start = ContinuousClock.now
        func observe(_ beat: Int, _ seconds: Int) -> [String: Int] {
            observer.observe(["a": beat], at: start + .seconds(seconds), silentFor: .seconds(5))
        }
        #expect(observe(7, 0).isEmpty)
        #expect(observe(7, 4).isEmpty)
        #expect(observe(8, 5).isEmpty)
        #expect(observe(8, 9).isEmpty)
        #expect(observe(8, 10) == ["a": 8])
        #expect(observer.observe([:], at: start + .seconds(11), silentFor: .zero).isEmpty)
        #expect(observe(8, 12).isEmpty, "who was gone is seen for the first time again")
    }

    @Test func aLeaseEndsBeforeTheServersDoes() {
        let start = ContinuousClock.now
        let lease = Lease(.seconds(30), from: start)
        #expect(lease.deadline == start + .seconds(29))
        lease.extend(from: start + .seconds(10))
        #expect(lease.deadline == start + .seconds(39))
        lease.extend(from: start)
        #expect(lease.deadline == start + .seconds(39))
    }

    @Test func missedTicksFollowThePolicy() throws {
        let now = Date(timeIntervalSince1970: 1_800_000_000)  // 2027-01-15 08:00 UTC
        func plan(
            _ catchup: ScheduleSpec.Catchup, missing hours: Double, lateBy seconds: Double = 30, most: Int? = nil,
            window: Int? = nil
        ) throws -> TickPlan {
            try TickPlan(
                ScheduleSpec(cron: "@hourly", catchup: catchup, catchupMost: most, catchupWindow: window),
                of: .fresh(), decidedUntil: now.addingTimeInterval(-3600 * hours - 1),
                now: now.addingTimeInterval(seconds))
        }
        #expect(try plan(.all, missing: 3).ticks.map(\.origin) == [.catchup, .catchup, .catchup, .schedule])
        #expect(try plan(.latest, missing: 3).ticks.map(\.moment) == [now])
        #expect(try plan(.skip, missing: 3).ticks.map(\.moment) == [now])
        #expect(try plan(.skip, missing: 3, lateBy: 600).ticks.isEmpty)
        #expect(try plan(.skip, missing: 3, lateBy: 600).decidedUntil == now)
        #expect(try plan(.latest, missing: 3, lateBy: 600).ticks.map(\.origin) == [.catchup])
        #expect(try plan(.all, missing: 500).ticks.count == ScheduleSpec.mostCaughtUp + 1)
        #expect(try plan(.all, missing: 50, lateBy: 600, most: 5).ticks.map(\.moment).first == now - 4 * 3_600)
        #expect(try plan(.all, missing: 50, lateBy: 600, window: 8_000).ticks.count == 3)
        #expect(try plan(.all, missing: 50, lateBy: 600, window: 8_000).decidedUntil == now)
        #expect(throws: StageError.self) {
            try TickPlan(
                ScheduleSpec(cron: "@hourly", timezone: "Mars/Base"), of: .fresh(), decidedUntil: now, now: now)
        }
    }

    @Test func aTimeWaitsForItsJitterAndIsThenPunctual() throws {
        let spec = ScheduleSpec(cron: "@hourly", catchup: .skip, jitter: 1_800)
        let (schedule, hour) = (ScheduleID.fresh(), Date(timeIntervalSince1970: 1_800_000_000))
        let delay = spec.delay(of: hour, in: schedule)
        func plan(_ after: TimeInterval) throws -> TickPlan {
            try TickPlan(spec, of: schedule, decidedUntil: hour - 1, now: hour + after)
        }
        #expect(try plan(delay - 0.5).ticks.isEmpty && plan(delay - 0.5).decidedUntil == hour - 1)
        #expect(try plan(delay).ticks == [TickPlan.Tick(moment: hour, origin: .schedule)])
        #expect(try plan(delay + TickPlan.grace - 1).ticks.count == 1)
        #expect(try plan(delay + TickPlan.grace + 1).ticks.isEmpty)
    }

    @Test func aScheduleOfSecondsSkipsNoneWhenARoundIsSlow() throws {
        let now = Date(timeIntervalSince1970: 1_800_000_000)
        for catchup in ScheduleSpec.Catchup.allCases {
            let plan = try TickPlan(
                ScheduleSpec(cron: "* * * * * *", catchup: catchup), of: .fresh(), decidedUntil: now - 3, now: now)
            #expect(plan.ticks.map(\.moment) == [now - 2, now - 1, now])
        }
    }

    @Test func aSelectionCutsChunks() {
        let chunk = ItemChunk(number: 1, items: (0..<1_000).map { NewItem(key: "k\($0)") }, isLast: false)
        #expect(RunSelection.all.applied(to: chunk).items.count == 1_000)
        let first = RunSelection(first: 1_003).applied(to: chunk)
        #expect(first.items.map(\.key) == ["k0", "k1", "k2"] && first.isLast)
        #expect(!RunSelection(first: 2_001).applied(to: chunk).isLast)
        let only = RunSelection(only: "k7").applied(to: chunk)
        #expect(only.items.map(\.key) == ["k7"] && only.isLast)
    }

    @Test func ratesCountFromOneBeatToTheNext() {
        let rates = JobRates()
        let start = ContinuousClock.now
        for _ in 0..<30 { rates.ended(.scrape) }
        rates.ended(.cover)
        let first = rates.read(at: start + .seconds(10))
        #expect(abs((first[.scrape] ?? 0) - 3) < 0.1 && abs((first[.cover] ?? 0) - 0.1) < 0.01)
        rates.ended(.scrape)
        #expect(rates.read(at: start + .milliseconds(10_500)) == first, "too soon to tell")
        #expect(abs((rates.read(at: start + .seconds(12))[.scrape] ?? 0) - 0.5) < 0.01)
        #expect(rates.read(at: start + .seconds(20)).isEmpty)
    }

    @Test func aMailboxGivesAllThatGathered() async {
        let box = Mailbox<Int>()
        box.add([1, 2, 3])
        #expect(await box.next(atMost: 2) == [1, 2])
        #expect(await box.next(atMost: 2) == [3])
        let reader = Task { await box.next(atMost: 9) }
        box.add([4])
        #expect(await reader.value == [4])
        let cancelled = Task { await box.next(atMost: 9) }
        cancelled.cancel()
        #expect(await cancelled.value == nil)
        box.add([5])
        box.close()
        #expect(await box.next(atMost: 9) == [5])
        #expect(await box.next(atMost: 9) == nil)
    }
}
