import Catalog
import EventLoops
import Foundation
import Pipelines
import PressworkTestSupport
import Testing

@testable import Fleet

/// What a worker decides by itself, without servers.
@Suite struct WorkerShareTests {
    @Test func lanesShareATotalByWeight() async {
        let shared = SharedSlots(2, weights: [(.scrape, 3), (.generate, 1)])
        let order = Locked<[Stage]>([])
        #expect(await shared.room(for: .scrape) == 2)
        await shared.enter(.scrape)
        await shared.enter(.generate)
        await withTaskGroup(of: Void.self) { group in
            for stage in [Stage.scrape, .generate] {
                for _ in 0..<40 {
                    group.addTask {
                        await shared.enter(stage)
                        order.withLock { $0.append(stage) }
                        // Others shall be waiting when this one leaves.
                        await Task.yield()
                        shared.leave()
                    }
                }
            }
            while shared.waiting < 80 { await Task.yield() }
            shared.leave()
            shared.leave()
        }
        let early = order.withLock { $0.prefix(40) }
        let scrapes = early.count { $0 == .scrape }
        #expect((28...32).contains(scrapes), "\(scrapes) of 40")
        #expect(await shared.room(for: .generate) == 2)
    }

    @Test func aLaneWaitsForRoomAndHearsOfIt() async {
        let shared = SharedSlots(1, weights: [(.scrape, 1), (.cover, 1)])
        await shared.enter(.scrape)
        let room = Task { await shared.room(for: .cover) }
        let cancelled = Task { await shared.room(for: .scrape) }
        cancelled.cancel()
        #expect(await cancelled.value == 0)
        shared.leave()
        #expect(await room.value == 1)
        let alone = SharedSlots(nil, weights: [(.scrape, 1)])
        await alone.enter(.scrape)
        alone.leave()
        #expect(await alone.room(for: .scrape) == .max)
    }

    @Test func roundsThatDoNotEndAreAnAilment() {
        let vitals = WorkerVitals()
        let now = ContinuousClock.now
        vitals.lane(.scrape, isReading: true, at: now)
        vitals.lane(.cover, isReading: true, at: now + .seconds(80))
        vitals.isSettling(true, at: now + .seconds(20))
        #expect(vitals.ailment(at: now + .seconds(90)) == nil)
        #expect(vitals.ailment(at: now + .seconds(91))?.contains("scrape") == true)
        vitals.lane(.scrape, isReading: false)
        #expect(vitals.ailment(at: now + .seconds(110)) == nil, "who waits for a slot is not stuck")
        #expect(vitals.ailment(at: now + .seconds(111))?.contains("settlement") == true)
        vitals.isSettling(false)
        vitals.lane(.cover, isReading: true, at: now + .seconds(111))
        #expect(vitals.ailment(at: now + .seconds(200)) == nil)
        vitals.begin()
        #expect(vitals.ailment(at: now + .seconds(999)) == nil)
    }

    @Test func admissionKeepsEveryLimit() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let limits = (0..<4).map { number in
                JobLimit(
                    id: UUID(), most: Int.random(in: 1...5, using: &generator),
                    used: Int.random(in: 0...6, using: &generator), key: number == 0 ? "host/a" : nil)
            }
            let jobs = (0..<20).map { _ in
                AvailableJob(
                    id: .fresh(), attempt: 0, tenant: .default, run: .fresh(), stage: .scrape, priority: .normal,
                    isLimited: true)
            }
            var under: [JobID: [JobLimit]] = [:]
            for job in jobs { under[job.id] = limits.filter { _ in Bool.random(using: &generator) } }
            let admission = Admission(jobs, under: under)
            let admitted = Set(admission.admitted.map(\.id))
            for limit in limits {
                let count = admitted.count { under[$0]?.contains(limit) ?? false }
                #expect(limit.used + count <= max(limit.most, limit.used), "seed \(seed)")
                // Nobody is kept back without a reason: each one left out meets a limit that is full in the end.
                for job in jobs where !admitted.contains(job.id) {
                    #expect(
                        under[job.id, default: []].contains { own in
                            own.used + admitted.count { under[$0]?.contains(own) ?? false } >= own.most
                        }, "seed \(seed)")
                }
            }
            #expect(admission.admitted == jobs.filter { admitted.contains($0.id) }, "order is kept; seed \(seed)")
        }
    }
}
