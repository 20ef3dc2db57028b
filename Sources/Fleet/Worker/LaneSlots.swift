import EventLoops

/// The free slots of a lane: one loop waits for them, jobs give them back.
final class LaneSlots: Sendable {
    private struct State: Sendable {
        var free: Int
        /// The window was found empty.
        var isWaiting = false
        /// Waits until all are free.
        var drained: CheckedContinuation<Void, Never>?
    }

    private let state: Locked<State>
    private let total: Int
    private let changes = Mailbox<Void>()

    init(_ total: Int) {
        self.total = total
        state = Locked(State(free: total))
    }

    /// Takes as many slots as are free, if the lane waits for work. - Returns: how many.
    func reserve(atMost limit: Int) -> Int {
        state.withLock { state in
            guard state.isWaiting, state.free > 0 else { return 0 }
            let count = min(limit, state.free)
            state.free -= count
            return count
        }
    }

    func wait(_ isWaiting: Bool) { state.withLock { $0.isWaiting = isWaiting } }

    var busy: Int { total - state.withLock { $0.free } }

    /// Waits until one is free; returns how many are, 0 when the task was cancelled.
    func available() async -> Int {
        while true {
            let count = state.withLock { $0.free }
            if count > 0 { return count }
            guard await changes.next(atMost: .max) != nil else { return 0 }
        }
    }

    /// Takes slots; a delivery may be larger than what was free by a few, since each stream of a lane gives its own.
    func take(_ count: Int) { state.withLock { $0.free -= count } }

    /// - Returns: how many are busy now.
    @discardableResult
    func giveBack(_ count: Int = 1) -> Int {
        let (free, drained): (Int, CheckedContinuation<Void, Never>?) = state.withLock { state in
            state.free += count
            guard state.free == total else { return (state.free, nil) }
            defer { state.drained = nil }
            return (state.free, state.drained)
        }
        if free > 0, free <= count { changes.add([()]) }
        drained?.resume()
        return total - free
    }

    /// Waits until all have been given back, also in a task that is cancelled: jobs are under way.
    func drained() async {
        await withCheckedContinuation { continuation in
            let isDrained = state.withLock { state in
                if state.free < total { state.drained = continuation }
                return state.free >= total
            }
            if isDrained { continuation.resume() }
        }
    }
}
