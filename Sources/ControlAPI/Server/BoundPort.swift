import EventLoops

/// The port that a server got, for those who wait for it.
final class BoundPort: Sendable {
    private typealias Waiter = CheckedContinuation<Int, any Error>

    private struct State {
        var outcome: Result<Int, any Error>?
        var waiters: [UInt64: Waiter] = [:]
        var next: UInt64 = 0
    }

    private let state = Locked(State())

    /// Waits until the server listens.
    /// - Throws: what ended the server, or `CancellationError`.
    func value() async throws -> Int {
        let ticket = state.withLock { state in
            state.next += 1
            return state.next
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (waiter: Waiter) in
                let known = state.withLock { state -> Result<Int, any Error>? in
                    if Task.isCancelled { return .failure(CancellationError()) }
                    if state.outcome == nil { state.waiters[ticket] = waiter }
                    return state.outcome
                }
                if let known { waiter.resume(with: known) }
            }
        } onCancel: {
            let waiter = state.withLock { $0.waiters.removeValue(forKey: ticket) }
            waiter?.resume(throwing: CancellationError())
        }
    }

    /// Tells everybody how it went; only the first outcome counts. Returns whether it was this one.
    @discardableResult
    func settle(_ outcome: Result<Int, any Error>) -> Bool {
        let (waiters, isFirst) = state.withLock { state -> ([Waiter], Bool) in
            guard state.outcome == nil else { return ([], false) }
            state.outcome = outcome
            let waiters = Array(state.waiters.values)
            state.waiters = [:]
            return (waiters, true)
        }
        for waiter in waiters { waiter.resume(with: outcome) }
        return isFirst
    }
}
