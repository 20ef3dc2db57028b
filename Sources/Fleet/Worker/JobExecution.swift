import Catalog
import EventLoops
import Pipelines

/// One claimed job on its way through its handler: it can be cancelled with a reason, and left behind when it does not
/// listen. Who starts it is told its end, once.
final class JobExecution: Sendable {
    /// Why a handler is stopped.
    enum Reason: Sendable {
        /// An operator cancelled the run.
        case requested
        case timeout
        /// The worker stops: the job is given back.
        case drain
        /// The worker's identity is over: nothing may be written.
        case lost
    }

    /// How it ended: nothing may be written for a job whose settlement is nil.
    typealias End = @Sendable (Settlement.Outcome?, Duration) -> Void

    private struct State: Sendable {
        var reason: Reason?
        var cancelledAt: ContinuousClock.Instant?
        var task: Task<Void, Never>?
        var startedAt: ContinuousClock.Instant?
        var end: End?
    }

    let job: JobReference
    private let timeout: Duration
    private let state: Locked<State>

    /// - Parameter timeout: how long it may take from ``begin()`` on.
    init(_ job: JobReference, timeout: Duration, end: @escaping End) {
        self.job = job
        self.timeout = timeout
        state = Locked(State(end: end))
    }

    var reason: Reason? { state.withLock { $0.reason } }
    var cancelledAt: ContinuousClock.Instant? { state.withLock { $0.cancelledAt } }

    /// When it will have taken too long; nil before it has begun.
    var deadline: ContinuousClock.Instant? { state.withLock { $0.startedAt.map { $0 + timeout } } }

    /// Runs `body` in a new task. Its outcome counts unless the job was left behind meanwhile.
    func start(_ body: @escaping @Sendable () async -> Settlement.Outcome?) {
        // No child task: a handler that ignores its cancellation must not keep the worker from ending.
        let task = Task { finish(await body()) }
        let isCancelled = state.withLock { state in
            // It may have ended already.
            state.task = state.end == nil ? nil : task
            return state.reason != nil
        }
        if isCancelled { task.cancel() }
    }

    /// The handler is called now. - Returns: its deadline.
    func begin() -> ContinuousClock.Instant {
        let now = ContinuousClock.now
        state.withLock { $0.startedAt = now }
        return now + timeout
    }

    /// Cancels the handler; the first reason stays.
    func cancel(_ reason: Reason) {
        let task: Task<Void, Never>? = state.withLock { state in
            guard state.reason == nil else { return nil }
            state.reason = reason
            state.cancelledAt = .now
            return state.task
        }
        task?.cancel()
    }

    /// Stops waiting for the handler.
    func leaveBehind() { finish(nil) }

    private func finish(_ outcome: Settlement.Outcome?) {
        let (end, startedAt): (End?, ContinuousClock.Instant?) = state.withLock { state in
            defer {
                state.end = nil
                state.task = nil
            }
            return (state.end, state.startedAt)
        }
        end?(outcome, startedAt.map { .now - $0 } ?? .zero)
    }
}
