/// Names one scheduled timer; worth nothing after it has fired.
package struct TimerToken: Hashable, Sendable {
    let id: UInt64
}

/// Timers by deadline: a binary heap of (deadline, id), and the actions by id so that cancelling is O(1).
///
/// A cancelled timer's entry stays in the heap until it comes up or until such entries are the majority.
struct TimerQueue {
    private struct Entry {
        let deadline: ContinuousClock.Instant
        let id: UInt64
    }

    private var heap: [Entry] = []
    private var actions: [UInt64: () -> Void] = [:]
    private var lastID: UInt64 = 0

    /// How many timers wait.
    var count: Int { actions.count }

    mutating func schedule(at deadline: ContinuousClock.Instant, _ fire: @escaping () -> Void) -> TimerToken {
        lastID += 1
        actions[lastID] = fire
        heap.append(Entry(deadline: deadline, id: lastID))
        siftUp(heap.count - 1)
        return TimerToken(id: lastID)
    }

    mutating func cancel(_ token: TimerToken) {
        guard actions.removeValue(forKey: token.id) != nil, heap.count > 64, heap.count > 2 * actions.count else {
            return
        }
        let live = heap.filter { actions[$0.id] != nil }
        heap.removeAll(keepingCapacity: true)
        for entry in live {
            heap.append(entry)
            siftUp(heap.count - 1)
        }
    }

    mutating func removeAll() {
        heap.removeAll()
        actions.removeAll()
    }

    /// The earliest deadline of a timer that was not cancelled.
    mutating func nextDeadline() -> ContinuousClock.Instant? {
        while let first = heap.first {
            if actions[first.id] != nil { return first.deadline }
            removeFirst()
        }
        return nil
    }

    /// Takes the earliest timer that is due at `now`, in order of deadline, then of scheduling.
    mutating func popDue(at now: ContinuousClock.Instant) -> (() -> Void)? {
        guard let deadline = nextDeadline(), deadline <= now else { return nil }
        return actions.removeValue(forKey: removeFirst().id)
    }

    @discardableResult
    private mutating func removeFirst() -> Entry {
        heap.swapAt(0, heap.count - 1)
        let entry = heap.removeLast()
        siftDown()
        return entry
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        (heap[left].deadline, heap[left].id) < (heap[right].deadline, heap[right].id)
    }

    private mutating func siftUp(_ index: Int) {
        var child = index
        while child > 0, precedes(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && precedes(child, least) {
                least = child
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
