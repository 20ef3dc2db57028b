import EventLoops

/// Where many put things and one takes all that has gathered: what leaves is batched when busy and at once when idle,
/// without a timer.
final class Mailbox<Element: Sendable>: Sendable {
    private struct State: Sendable {
        var elements: [Element] = []
        var isClosed = false
        var reader: CheckedContinuation<Void, Never>?

        mutating func takeReader() -> CheckedContinuation<Void, Never>? {
            defer { reader = nil }
            return reader
        }
    }

    private let state = Locked(State())

    func add(_ elements: [Element]) {
        state.withLock { state in
            state.elements += elements
            return state.takeReader()
        }?.resume()
    }

    /// Puts things in unless the box is closed. - Returns: whether it is open.
    func offer(_ elements: [Element]) -> Bool {
        let (isOpen, reader): (Bool, CheckedContinuation<Void, Never>?) = state.withLock { state in
            guard !state.isClosed else { return (false, nil) }
            state.elements += elements
            return (true, state.takeReader())
        }
        reader?.resume()
        return isOpen
    }

    /// No more will come: the reader ends once it has taken everything.
    func close() {
        state.withLock { state in
            state.isClosed = true
            return state.takeReader()
        }?.resume()
    }

    /// The next elements, in order; nil when the box is closed and empty, or the task was cancelled. One reader only.
    func next(atMost limit: Int) async -> [Element]? {
        while !Task.isCancelled {
            let (batch, isClosed): ([Element], Bool) = state.withLock { state in
                let batch = Array(state.elements.prefix(limit))
                state.elements.removeFirst(batch.count)
                return (batch, state.isClosed)
            }
            if !batch.isEmpty { return batch }
            if isClosed { return nil }
            await waitForChange()
        }
        return nil
    }

    /// What has not been taken.
    func leftOver() -> [Element] {
        state.withLock { state in
            defer { state.elements = [] }
            return state.elements
        }
    }

    private func waitForChange() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let mustGoOn = state.withLock { state in
                    if !state.elements.isEmpty || state.isClosed || Task.isCancelled { return true }
                    state.reader = continuation
                    return false
                }
                if mustGoOn { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.takeReader() }?.resume()
        }
    }
}
