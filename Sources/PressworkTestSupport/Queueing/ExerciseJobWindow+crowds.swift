import Foundation
import Pipelines
import Queueing

// What ``exerciseJobWindow(_:)`` asks besides: sizes, several lanes, many entries, and several who wait.

private let normal = WindowStream(.scrape, priority: 1)

private func hints(_ count: Int) -> [JobHint] {
    (0..<count).map { JobHint(id: JobID(UUID()), attempt: $0) }
}

func followsTheWindowsSize(_ window: any JobWindow) async throws {
    _ = try await window.offer(hints(4), to: normal, window: 4)
    try require(try await window.offer(hints(4), to: normal, window: 2).isEmpty, "a smaller window adds nothing")
    try require(try await window.length(normal) == 4, "and takes nothing away")
    try require(try await window.offer(hints(9), to: normal, window: 6).count == 2, "a larger one has room for two")
    try require(try await window.take(.scrape, as: WorkerID(UUID()), atMost: 0).isEmpty, "who asks for none gets none")
    try await window.acknowledge([], of: .scrape)
    let room = try await window.waitForRoom(in: [.scrape], timeout: .milliseconds(1))
    try require(room == nil, "acknowledging nothing wakes nobody")
}

func givesEachEntryToOneWaiter(_ window: any JobWindow) async throws {
    let jobs = hints(6)
    let taken = try await withThrowingTaskGroup(of: [JobHint].self) { group in
        for _ in 0..<3 {
            group.addTask {
                let consumer = WorkerID(UUID())
                var own: [JobHint] = []
                let end = ContinuousClock.now + .seconds(10)
                while own.count < 2, .now < end {
                    own += try await window.wait(.scrape, as: consumer, atMost: 1, timeout: .seconds(1)).map(\.hint)
                }
                return own
            }
        }
        for job in jobs { _ = try await window.offer([job], to: normal, window: 9) }
        return try await group.reduce(into: []) { $0 += $1 }
    }
    try require(taken.count == 6 && Set(taken) == Set(jobs), "three waiters get each of six entries once: \(taken)")
}

func waitsForEveryStream(_ window: any JobWindow) async throws {
    let consumer = WorkerID(UUID())
    for stream in WindowStream.all(of: .scrape) {
        let job = hints(1)
        _ = try await window.offer(job, to: stream, window: 9)
        var heard: [WindowEntry] = []
        let end = ContinuousClock.now + .seconds(10)
        while heard.isEmpty, .now < end {
            heard = try await window.wait(.scrape, as: consumer, atMost: 1, timeout: .seconds(1))
        }
        try require(heard.map(\.hint) == job && heard.map(\.stream) == [stream], "a wait hears \(stream)")
        try await window.acknowledge(heard, of: .scrape)
        try require(try await window.length(stream) == 0, "what was heard can be acknowledged")
    }
}

/// A worker that is quieted stops waiting; its window must go on working for it and others.
func letsGoOfACancelledWait(_ window: any JobWindow) async throws {
    let consumer = WorkerID(UUID())
    let begin = ContinuousClock.now
    await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { _ = try await window.wait(.scrape, as: consumer, atMost: 1, timeout: .seconds(60)) }
        group.cancelAll()
        _ = await group.nextResult()
    }
    try require(ContinuousClock.now - begin < .seconds(20), "a cancelled wait ends")
    // The first offer may still reach the reader that is gone; then the sweep frees it, and it is offered again.
    let job = hints(1)
    var taken: [WindowEntry] = []
    for _ in 0..<3 where taken.isEmpty {
        _ = try await window.offer(job, to: normal, window: 1)
        taken = try await window.take(.scrape, as: consumer, atMost: 1)
        if taken.isEmpty { _ = try await window.sweep(.scrape, pendingFor: .zero, live: []) }
    }
    try require(taken.map(\.hint) == job, "the next one is taken")
}

func tellsRoomLaneByLane(_ window: any JobWindow) async throws {
    let consumer = WorkerID(UUID())
    for stage in [Stage.scrape, .cover] {
        _ = try await window.offer(hints(2), to: WindowStream(stage, priority: 0), window: 2)
        try await window.acknowledge(try await window.take(stage, as: consumer, atMost: 2), of: stage)
    }
    let lanes: [Stage] = [.generate, .cover, .scrape]
    let first = try await window.waitForRoom(in: lanes, timeout: .seconds(5))
    let second = try await window.waitForRoom(in: lanes, timeout: .seconds(5))
    try require(first == .cover && second == .scrape, "each lane has a token of its own, told in the order asked for")
}

func handlesMoreThanABatch(_ window: any JobWindow) async throws {
    let consumer = WorkerID(UUID())
    let jobs = hints(1_500)
    for part in [jobs.prefix(1_000), jobs.dropFirst(1_000)] {
        try require(try await window.offer(Array(part), to: normal, window: 2_000).count == part.count, "all find room")
    }
    var taken: [WindowEntry] = []
    for _ in 0..<2 { taken += try await window.take(.scrape, as: consumer, atMost: 1_000) }
    try require(taken.map(\.hint) == jobs, "all are taken, in their order")
    try await window.acknowledge(taken, of: .scrape)
    try require(try await window.length(normal) == 0, "all are acknowledged")
}
