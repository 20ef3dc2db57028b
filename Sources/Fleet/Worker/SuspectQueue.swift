import EventLoops
import Pipelines
import Queueing

/// Hints that the lanes' claims left: most are of suspects, jobs that a worker has died with, and some are stale. None is
/// claimed yet, so nothing is written for those that wait, and none is blamed should the process die.
///
/// A hint is good for a while: then the dispatcher offers the job again, perhaps to a worker that has no other suspect.
final class SuspectQueue: Sendable {
    struct Hint: Sendable {
        let stage: Stage
        let job: JobHint
        let since: ContinuousClock.Instant
    }

    private struct State: Sendable {
        /// The newest first, so that the oldest is taken from the end.
        var hints: [Hint] = []
        var known: Set<JobHint> = []

        mutating func takeOldest() -> Hint? {
            guard let hint = hints.popLast() else { return nil }
            known.remove(hint.job)
            return hint
        }

        /// Those that have waited too long: they may have been offered again.
        mutating func dropStale(at now: ContinuousClock.Instant) {
            while let oldest = hints.last, now - oldest.since >= SuspectQueue.longest { _ = takeOldest() }
        }
    }

    /// How long a hint may wait; the dispatcher counts it as offered for longer.
    static let longest: Duration = .seconds(1)

    private let state = Locked(State())
    private let changes = Mailbox<Void>()

    /// Adds hints, each of them once.
    func add(_ hints: [JobHint], of stage: Stage, at now: ContinuousClock.Instant = .now) {
        state.withLock { state in
            state.dropStale(at: now)
            let fresh = hints.filter { state.known.insert($0).inserted }
            state.hints.insert(contentsOf: fresh.reversed().map { Hint(stage: stage, job: $0, since: now) }, at: 0)
        }
        changes.add([()])
    }

    func close() { changes.close() }

    /// The hint that has waited longest; nil when the queue is closed and empty, or the task was cancelled.
    func next() async -> Hint? {
        while !Task.isCancelled {
            let oldest = state.withLock { state in
                state.dropStale(at: .now)
                return state.takeOldest()
            }
            if let oldest { return oldest }
            guard await changes.next(atMost: .max) != nil else { return nil }
        }
        return nil
    }
}
