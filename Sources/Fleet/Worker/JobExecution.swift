import Catalog
import EventLoops
import Pipelines

/// One running handler: it can be cancelled with a reason, and left behind when it does not listen.
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

    private struct State: Sendable {
        var reason: Reason?
        var cancelledAt: ContinuousClock.Instant?
        var task: Task<Void, Never>?
        var waiter: CheckedContinuation<Result<StageOutcome, any Error>?, Never>?
        var result: Result<StageOutcome, any Error>??
    }

    let job: JobReference
    let startedAt = ContinuousClock.now
    let deadline: ContinuousClock.Instant
    private let state = Locked(State())

    init(_ job: JobReference, timeout: Duration) {
        self.job = job
        deadline = startedAt + timeout
    }

    var reason: Reason? { state.withLock { $0.reason } }
    var cancelledAt: ContinuousClock.Instant? { state.withLock { $0.cancelledAt } }

    /// Runs `body` to its end; nil when it was left behind. Cancelling the caller cancels it.
    func run(_ body: @escaping @Sendable () async throws -> StageOutcome) async -> Result<StageOutcome, any Error>? {
        // A task of its own, since a handler that ignores its cancellation must not keep the worker from ending.
        let task = Task {
            let result: Result<StageOutcome, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            finish(result)
        }
        let isCancelled = state.withLock { state in
            state.task = task
            return state.reason != nil
        }
        if isCancelled { task.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let known: Result<StageOutcome, any Error>?? = state.withLock { state in
                    if state.result == nil { state.waiter = continuation }
                    return state.result
                }
                if let known { continuation.resume(returning: known) }
            }
        } onCancel: {
            task.cancel()
        }
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

    private func finish(_ result: Result<StageOutcome, any Error>?) {
        let waiter: CheckedContinuation<Result<StageOutcome, any Error>?, Never>? = state.withLock { state in
            guard state.result == nil else { return nil }
            state.result = .some(result)
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume(returning: result)
    }
}
