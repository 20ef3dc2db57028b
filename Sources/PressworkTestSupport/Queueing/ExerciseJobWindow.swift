import Foundation
import Pipelines
package import Queueing

/// What every ``JobWindow`` does: each case gets an empty window of its own.
/// - Throws: ``ConformanceFailure`` at the first thing that is not as it should be.
package func exerciseJobWindow(_ makeWindow: () async throws -> any JobWindow) async throws {
    try await offersUpToTheWindow(makeWindow())
    try await takesByPriorityAndOnce(makeWindow())
    try await pendingEntriesCountUntilAcknowledged(makeWindow())
    try await waitsForAnOffer(makeWindow())
    try await wakesTheDispatcher(makeWindow())
    try await sweepsWhatIsPendingForLong(makeWindow())
    try await livesThroughEmptiness(makeWindow())
    try await followsTheWindowsSize(makeWindow())
    try await givesEachEntryToOneWaiter(makeWindow())
    try await waitsForEveryStream(makeWindow())
    try await letsGoOfACancelledWait(makeWindow())
    try await tellsRoomLaneByLane(makeWindow())
    try await handlesMoreThanABatch(makeWindow())
}

private func hints(_ count: Int) -> [JobHint] {
    (0..<count).map { JobHint(id: JobID(UUID()), attempt: $0) }
}

private let normal = WindowStream(.scrape, priority: 1)

private func offersUpToTheWindow(_ window: any JobWindow) async throws {
    let jobs = hints(5)
    let ids = try await window.offer(jobs, to: normal, window: 3)
    try require(ids.count == 3, "an offer of 5 to a window of 3 adds 3, not \(ids.count)")
    try require(ids == ids.sorted() && Set(ids).count == 3, "ids grow: \(ids)")
    try require(try await window.offer(jobs, to: normal, window: 3).isEmpty, "a full stream takes nothing")
    try require(try await window.length(normal) == 3, "the length counts entries")
    try require(try await window.first(of: [normal])[normal] == ids[0], "the first entry is the oldest")
    let entries = try await window.entries(normal, atMost: 2)
    try require(entries.map(\.hint) == Array(jobs.prefix(2)), "entries come in the order of the offer")
    try require(try await window.length(WindowStream(.scrape, priority: 2)) == 0, "streams are apart")
    try require(try await window.length(WindowStream(.generate, priority: 1)) == 0, "lanes are apart")
}

private func takesByPriorityAndOnce(_ window: any JobWindow) async throws {
    let jobs = hints(3)
    let (ana, bo) = (WorkerID(UUID()), WorkerID(UUID()))
    for priority in [2, 0, 1] {
        _ = try await window.offer([jobs[priority]], to: WindowStream(.scrape, priority: priority), window: 9)
    }
    let first = try await window.take(.scrape, as: ana, atMost: 2)
    try require(first.map(\.hint) == Array(jobs.prefix(2)), "high priorities are taken first")
    try require(first.map(\.stream.priority) == [0, 1], "an entry says where it is from")
    let second = try await window.take(.scrape, as: bo, atMost: 9)
    try require(second.map(\.hint) == [jobs[2]], "an entry is given to one consumer")
    try require(try await window.take(.scrape, as: bo, atMost: 9).isEmpty, "nothing is left")
    try require(try await window.take(.cover, as: bo, atMost: 9).isEmpty, "a lane that nobody offered to is empty")
}

private func pendingEntriesCountUntilAcknowledged(_ window: any JobWindow) async throws {
    let consumer = WorkerID(UUID())
    let ids = try await window.offer(hints(2), to: normal, window: 2)
    let taken = try await window.take(.scrape, as: consumer, atMost: 1)
    try require(try await window.length(normal) == 2, "a pending entry is in its stream")
    try require(try await window.first(of: [normal])[normal] == ids[0], "a pending entry is the first")
    try await window.acknowledge(taken, of: .scrape)
    try require(try await window.length(normal) == 1, "an acknowledged entry is gone")
    try require(try await window.first(of: [normal])[normal] == ids[1], "the next entry is the first")
    try await window.acknowledge(taken, of: .scrape)
    try require(try await window.length(normal) == 1, "acknowledging again does nothing")
    try require(try await window.offer(hints(2), to: normal, window: 2).count == 1, "there is room for one")
}

private func waitsForAnOffer(_ window: any JobWindow) async throws {
    let consumer = WorkerID(UUID())
    try require(
        try await window.wait(.scrape, as: consumer, atMost: 1, timeout: .milliseconds(20)).isEmpty,
        "the timeout ends a wait")
    let jobs = hints(1)
    let heard = try await withThrowingTaskGroup(of: [WindowEntry].self) { group in
        group.addTask {
            while true {
                let entries = try await window.wait(.scrape, as: consumer, atMost: 1, timeout: .seconds(5))
                if !entries.isEmpty { return entries }
            }
        }
        _ = try await window.offer(jobs, to: normal, window: 9)
        return try await group.next() ?? []
    }
    try require(heard.map(\.hint) == jobs, "a waiting consumer gets what is offered")
}

private func wakesTheDispatcher(_ window: any JobWindow) async throws {
    let consumer = WorkerID(UUID())
    _ = try await window.offer(hints(4), to: normal, window: 4)
    let taken = try await window.take(.scrape, as: consumer, atMost: 4)
    try await window.acknowledge([taken[0]], of: .scrape)
    try require(
        try await window.waitForRoom(in: [.scrape], timeout: .milliseconds(20)) == nil, "three of four is no room")
    try await window.acknowledge([taken[1]], of: .scrape)
    try await window.acknowledge([taken[2]], of: .scrape)
    try require(
        try await window.waitForRoom(in: [.cover, .scrape], timeout: .seconds(5)) == .scrape, "half empty wakes")
    try require(
        try await window.waitForRoom(in: [.scrape], timeout: .milliseconds(20)) == nil, "there is one token at most")
}

private func sweepsWhatIsPendingForLong(_ window: any JobWindow) async throws {
    let consumer = WorkerID(UUID())
    _ = try await window.offer(hints(3), to: normal, window: 9)
    _ = try await window.take(.scrape, as: consumer, atMost: 2)
    try require(
        try await window.sweep(.scrape, pendingFor: .seconds(60), live: [consumer]) == 0, "what is young is left alone")
    try require(try await window.sweep(.scrape, pendingFor: .zero, live: []) == 2, "what is old is removed")
    try require(try await window.length(normal) == 1, "what nobody took is left alone")
    try require(try await window.take(.scrape, as: consumer, atMost: 9).count == 1, "and can be taken")
    try require(try await window.sweep(.cover, pendingFor: .zero, live: []) == 0, "an empty lane has nothing to sweep")
}

private func livesThroughEmptiness(_ window: any JobWindow) async throws {
    try require(try await window.first(of: [normal])[normal] == nil, "an empty stream has no first entry")
    try require(try await window.entries(normal, atMost: 9).isEmpty, "an empty stream has no entries")
    let ghost = WindowEntry(
        stream: normal, id: EntryID(milliseconds: 1, sequence: 1), hint: JobHint(id: JobID(UUID()), attempt: 0))
    try await window.acknowledge([ghost], of: .scrape)
    try require(try await window.length(normal) == 0, "acknowledging what is not there does nothing")
    try require(try await window.offer([], to: normal, window: 5).isEmpty, "an empty offer adds nothing")
}
