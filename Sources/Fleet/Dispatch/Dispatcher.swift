package import Catalog
import EventLoops
package import Logging
package import Pipelines
package import Queueing

/// Fills the window from the backlog. It writes nothing to Postgres but promotions, so two of them do no harm: the
/// superfluous entry loses its claim.
///
/// It acts when it hears of new jobs (NOTIFY), when a lane is half empty (the wake token), when the next delayed job is
/// due, and once a second.
package final class Dispatcher: FleetLoop {
    package let name = "dispatcher"
    private let store: JobStore
    private let window: any JobWindow
    private let stages: [Stage]
    private let pacing: Pacing
    private let signal = WorkSignal()
    private let state = Locked(State())

    /// How often everything is looked at again.
    private static let sweepInterval: Duration = .seconds(1)
    /// How often one dispatch looks again because keys were used up.
    private static let mostLooks = 8
    /// A lane's window is never smaller.
    private static let smallestWindow = 64

    private struct State: Sendable {
        var offered = OfferedJobs()
        var rotations: [Stage: TenantRotation] = [:]
        var slots: [Stage: Int] = [:]
        var backlog = BacklogCursor()
        /// Lanes whose last look found more than it could offer.
        var crowded: Set<Stage> = []

        func window(of stage: Stage) -> Int { max(Dispatcher.smallestWindow, slots[stage, default: 0]) }
    }

    /// - Parameter store: its pool needs two connections: one listens.
    package init(
        _ store: JobStore, window: any JobWindow, stages: [Stage] = Stage.allCases, logger: Logger
    ) {
        self.store = store
        self.window = window
        self.stages = stages
        pacing = Pacing(logger: logger)
    }

    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.hearWork() }
            group.addTask { try await self.hearRoom() }
            group.addTask { try await self.dispatchOnAndOn() }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    /// Forgets what was offered and reads it from the streams: what a new leader begins with.
    package func rebuild() async throws {
        state.withLock { $0 = State() }
        for stream in stages.flatMap(WindowStream.all) {
            let now = ContinuousClock.now
            let entries = try await window.entries(stream, atMost: 10_000)
            state.withLock { state in
                for entry in entries { state.offered.insert(entry.hint, stream, entry.id, at: now) }
            }
        }
    }

    /// Looks at everything: forgets lost entries, promotes what is due, offers what is available.
    /// - Returns: how long until the next delayed job is due, if one waits.
    package func sweep() async throws -> Duration? {
        // Redis first, then Postgres: see `OfferedJobs.forget`.
        let asked = ContinuousClock.now
        let first = try await window.first(of: stages.flatMap(WindowStream.all))
        let slots = try await store.slots()
        state.withLock { state in
            state.slots = slots
            state.offered.forget(first: first, asked: asked)
            state.backlog.rewind()
        }
        _ = try await store.promote()
        try await dispatch(Set(stages))
        return try await store.nextDue()
    }

    /// Offers available jobs of some lanes.
    package func dispatch(_ lanes: Set<Stage>) async throws {
        let lanes = lanes.intersection(stages)
        let (limits, last) = state.withLock { state in
            // What was offered and is not claimed yet is among the rows, but behind the cursor: twice the window has room
            // for both.
            let limits = Dictionary(uniqueKeysWithValues: lanes.map { ($0, 2 * state.window(of: $0)) })
            return (limits, state.backlog.last(in: lanes))
        }
        let available = try await store.available(atMost: limits, after: last)
        var exhausted = try await offer(available)
        state.withLock { state in
            let offered = state.offered
            state.backlog.advance(lanes, over: available, limits) { offered.contains($0.id, attempt: $0.attempt) }
            let left = available.filter { !offered.contains($0.id, attempt: $0.attempt) }.map(\.stage)
            let full = Dictionary(grouping: available, by: \.stage)
                .filter { $1.count >= JobStore.behind(limits[$0, default: 0]) }
            state.crowded = state.crowded.subtracting(lanes).union(left).union(full.keys)
        }
        // Jobs of a key that is used up must not hide those behind them.
        for _ in 0..<Self.mostLooks where !exhausted.isEmpty {
            let further = try await offer(try await store.available(atMost: limits, after: last, except: exhausted))
            guard !further.isSubset(of: exhausted) else { return }
            exhausted.formUnion(further)
        }
    }

    /// Offers jobs of several lanes, first things first. - Returns: keys whose limits are used up.
    private func offer(_ jobs: [AvailableJob]) async throws -> Set<String> {
        let byStream = Dictionary(grouping: jobs) { WindowStream($0.stage, priority: Int($0.priority.rawValue)) }
        var exhausted: Set<String> = []
        for (stream, jobs) in byStream.sorted(by: { $0.key.priority < $1.key.priority }) {
            exhausted.formUnion(try await offer(jobs, to: stream))
        }
        return exhausted
    }

    private func offer(_ jobs: [AvailableJob], to stream: WindowStream) async throws -> Set<String> {
        let (fresh, size) = state.withLock { state in
            let fresh = jobs.filter { !state.offered.contains($0.id, attempt: $0.attempt) }
            let rotation = state.rotations[stream.stage] ?? TenantRotation()
            return (rotation.order(fresh, priority: stream.priority), state.window(of: stream.stage))
        }
        let (passing, exhausted) = try await admitted(fresh)
        let ordered = Array(passing.prefix(size))
        guard !ordered.isEmpty else { return exhausted }
        let hints = ordered.map { JobHint(id: $0.id, attempt: $0.attempt) }
        let now = ContinuousClock.now
        let ids = try await window.offer(hints, to: stream, window: size)
        FleetMetrics.offered(stream.stage, ids.count)
        state.withLock { state in
            for ((job, hint), id) in zip(zip(ordered, hints), ids) {
                state.offered.insert(hint, stream, id, at: now, isSuspect: job.isSuspect)
            }
            guard let last = ordered.prefix(ids.count).last else { return }
            state.rotations[stream.stage, default: TenantRotation()].served(last.tenant, priority: stream.priority)
        }
        return exhausted
    }

    /// What limits let pass, and the keys that are used up. Costs nothing where nothing is limited.
    private func admitted(_ jobs: [AvailableJob]) async throws -> ([AvailableJob], Set<String>) {
        let limited = jobs.filter(\.isLimited)
        guard !limited.isEmpty else { return (jobs, []) }
        let offered = state.withLock { $0.offered.hints }
        let limits = try await store.limits(of: limited.map(\.id), offered: offered.map { ($0.id, $0.attempt) })
        let admission = Admission(jobs, under: limits)
        return (admission.admitted, admission.exhaustedKeys)
    }

    private func dispatchOnAndOn() async throws {
        try await pacing.repeating(name, every: .zero) {
            try await rebuild()
            while true {
                let begun = ContinuousClock.now
                let due = try await sweep()
                var nextSweep = begun + Self.sweepInterval
                if let due { nextSweep = min(nextSweep, .now + max(.milliseconds(1), due)) }
                while .now < nextSweep {
                    let news = try await signal.next(within: nextSweep - .now, pacing.clock)
                    // Room alone is no news where everything has been offered.
                    let crowded = state.withLock { $0.crowded }
                    try await dispatch(news.work.union(news.room.intersection(crowded)))
                }
            }
        }
    }

    private func hearWork() async throws {
        try await pacing.repeating("listener", every: .zero) {
            try await store.hearWork { signal.raise(work: $0) }
        }
    }

    private func hearRoom() async throws {
        try await pacing.repeating("wake", every: .zero) {
            if let stage = try await window.waitForRoom(in: stages, timeout: .seconds(5)) { signal.raise(room: stage) }
        }
    }
}
