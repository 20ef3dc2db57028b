import EventLoops

/// A word that is said once and stays said, such as "take nothing new": it interrupts what waits.
final class Interruption: Sendable {
    private struct State: Sendable {
        var isRaised = false
        var lastID = 0
        var cancels: [Int: @Sendable () -> Void] = [:]
    }

    private let state = Locked(State())

    var isRaised: Bool { state.withLock { $0.isRaised } }

    func raise() {
        let cancels = state.withLock { state in
            state.isRaised = true
            defer { state.cancels = [:] }
            return Array(state.cancels.values)
        }
        for cancel in cancels { cancel() }
    }

    /// Runs `body`, cancelling it when the word is said, and when the caller is cancelled.
    func interruptible<Output: Sendable>(
        _ body: @escaping @Sendable () async throws -> Output
    ) async throws -> Output {
        // A task of its own, so that it can be cancelled while its caller goes on; the caller waits for it to end.
        let task = Task { try await body() }
        let id: Int? = state.withLock { state in
            guard !state.isRaised else { return nil }
            state.lastID += 1
            state.cancels[state.lastID] = { task.cancel() }
            return state.lastID
        }
        if id == nil { task.cancel() }
        defer { if let id { state.withLock { $0.cancels[id] = nil } } }
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Suspends until the word is said.
    func wait() async throws {
        do {
            try await interruptible { try await Task.sleep(for: .seconds(86_400 * 365)) }
        } catch is CancellationError where isRaised && !Task.isCancelled {
            return
        }
    }
}
