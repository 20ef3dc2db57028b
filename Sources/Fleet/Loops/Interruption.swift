import EventLoops

/// A word that is said once and stays said, such as "take nothing new": it interrupts what waits.
final class Interruption: Sendable {
    private struct State: Sendable {
        var isRaised = false
        var lastID = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    private let state = Locked(State())

    var isRaised: Bool { state.withLock { $0.isRaised } }

    func raise() {
        let waiting = state.withLock { state in
            state.isRaised = true
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }

    /// Runs `body`, cancelling it when the word is said, and when the caller is cancelled.
    func interruptible<Output: Sendable>(
        _ body: @escaping @Sendable () async throws -> Output
    ) async throws -> Output {
        try await withThrowingTaskGroup(of: Output?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                await self.raised()
                return nil
            }
            defer { group.cancelAll() }
            while let end = try await group.next() {
                if let output = end { return output }
                group.cancelAll()
            }
            throw CancellationError()
        }
    }

    /// Suspends until the word is said.
    func wait() async throws {
        await raised()
        if !isRaised { try Task.checkCancellation() }
    }

    /// Suspends until the word is said or the task is cancelled.
    private func raised() async {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    if state.isRaised || Task.isCancelled { return true }
                    state.waiting[id] = continuation
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
        }
    }
}
