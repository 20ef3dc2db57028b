/// The queue between those who bring work and the threads of a `ComputePool`: first in, first out, with a limit, and
/// with O(1) withdrawal of what has not begun.
final class WorkQueue: Sendable {
    /// Work that waits for a thread.
    struct Item: Sendable {
        let run: @Sendable () -> Void
        /// Called instead of `run` when the work is withdrawn; nil for what cannot be.
        let withdraw: (@Sendable () -> Void)?
    }

    private struct State: Sendable {
        var items: [UInt64: Item] = [:]
        var head: UInt64 = 0
        var tail: UInt64 = 0
        var isClosed = false
    }

    private let capacity: Int
    private let state = Locked(State())
    private let available = Semaphore()

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Adds work at the end.
    /// - Parameter limited: whether the capacity applies; a job of the runtime can neither be refused nor wait.
    /// - Returns: its ticket, or nil when the queue is full.
    func add(_ item: Item, limited: Bool) -> UInt64? {
        let ticket: UInt64? = state.withLock { state in
            guard !limited || state.items.count < capacity else { return nil }
            state.items[state.tail] = item
            state.tail += 1
            return state.tail - 1
        }
        if ticket != nil { available.signal() }
        return ticket
    }

    /// Withdraws work that no thread has taken yet.
    func withdraw(_ ticket: UInt64) {
        let item = state.withLock { $0.items.removeValue(forKey: ticket) }
        item?.withdraw?()
    }

    /// Sleeps until there is work; nil when the queue was closed and is empty.
    func next() -> Item? {
        while true {
            available.wait()
            let (item, isClosed): (Item?, Bool) = state.withLock { state in
                while state.head < state.tail {
                    state.head += 1
                    if let item = state.items.removeValue(forKey: state.head - 1) { return (item, false) }
                }
                return (nil, state.isClosed)
            }
            if let item { return item }
            if isClosed { return nil }
        }
    }

    /// Lets each of `threads` waiting threads end once the work is done.
    func close(threads: Int) {
        state.withLock { $0.isClosed = true }
        for _ in 0..<threads { available.signal() }
    }
}
