import Catalog
import EventLoops
import Pipelines

/// The jobs that a worker holds, from their claim until their settlement is committed.
final class RunningJobs: Sendable {
    private struct Held: Sendable {
        let attempt: Int
        let claim: ClaimID
        /// While its handler runs.
        var execution: JobExecution?
    }

    private struct State: Sendable {
        var held: [JobID: Held] = [:]
        /// How many of each claim are held, or were lost.
        var claims: [ClaimID: Int] = [:]
        /// Claims of which everything is settled.
        var ended: [ClaimID] = []
        /// Why every handler is stopped, those that begin from now on too.
        var reason: JobExecution.Reason?
        /// Whose leaving is waited for.
        var awaited: JobID?

        /// A job that was claimed again before its settlement was known to be committed stays.
        mutating func release(_ job: JobID, _ attempt: Int, isSettled: Bool = true) {
            guard let claim = held[job].flatMap({ $0.attempt == attempt ? $0.claim : nil }) else { return }
            held[job] = nil
            guard isSettled else { return }
            let left = claims[claim, default: 1] - 1
            claims[claim] = left > 0 ? left : nil
            if left <= 0 { ended.append(claim) }
        }
    }

    private let state = Locked(State())
    private let departures = Mailbox<Void>()

    var ids: [JobID] { state.withLock { Array($0.held.keys) } }
    var count: Int { state.withLock { $0.held.count } }

    func hold(_ jobs: [JobReference], of claim: ClaimID) {
        guard !jobs.isEmpty else { return }
        state.withLock { state in
            for job in jobs {
                if let past = state.held[job.id] { state.release(job.id, past.attempt) }
                state.held[job.id] = Held(attempt: job.attempt, claim: claim)
            }
            state.claims[claim] = jobs.count
        }
    }

    /// Claims that have ended since this was asked before.
    func endedClaims() -> [ClaimID] {
        state.withLock { state in
            defer { state.ended = [] }
            return state.ended
        }
    }

    func start(_ execution: JobExecution) {
        let reason = state.withLock { state in
            state.held[execution.job.id]?.execution = execution
            return state.reason
        }
        if let reason { execution.cancel(reason) }
    }

    /// The handler has ended; the settlement is on its way.
    func finish(_ job: JobID) {
        state.withLock { $0.held[job]?.execution = nil }
    }

    /// - Parameter isSettled: whether their settlements are committed. The rows of jobs that were lost still run: their
    ///   claim, through which the reclaimer finds them, must not end.
    func release(_ jobs: [(id: JobID, attempt: Int)], isSettled: Bool = true) {
        let isAwaited = state.withLock { state in
            for job in jobs { state.release(job.id, job.attempt, isSettled: isSettled) }
            return state.awaited.map { state.held[$0] == nil } ?? false
        }
        if isAwaited { departures.add([()]) }
    }

    /// Waits until a job is held no more, or the task is cancelled. One at a time may wait.
    func departure(of job: JobID) async {
        while state.withLock({ state in
            state.awaited = state.held[job] == nil ? nil : job
            return state.awaited != nil
        }) {
            guard await departures.next(atMost: .max) != nil else { return }
        }
    }

    private var executions: [JobExecution] { state.withLock { $0.held.values.compactMap(\.execution) } }

    func cancel(_ jobs: [JobID], _ reason: JobExecution.Reason) {
        let chosen = state.withLock { state in jobs.compactMap { state.held[$0]?.execution } }
        for execution in chosen { execution.cancel(reason) }
    }

    /// Cancels every handler, also those of jobs that were claimed and have not begun.
    func cancelAll(_ reason: JobExecution.Reason) {
        state.withLock { $0.reason = reason }
        for execution in executions { execution.cancel(reason) }
    }

    /// Cancels what has run for too long.
    func cancelOverdue(at now: ContinuousClock.Instant) {
        for execution in executions where execution.deadline.map({ $0 <= now }) ?? false { execution.cancel(.timeout) }
    }

    /// Leaves behind the handlers that were cancelled before `moment` and still run.
    func leaveHung(cancelledBefore moment: ContinuousClock.Instant) -> [JobReference] {
        let hung = executions.filter { execution in execution.cancelledAt.map { $0 <= moment } ?? false }
        for execution in hung { execution.leaveBehind() }
        return hung.map(\.job)
    }
}
