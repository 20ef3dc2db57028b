import EventLoops

/// The free slots of a lane: one loop waits for them, jobs give them back.
final class LaneSlots: Sendable {
    private let free: Locked<Int>
    private let total: Int
    private let changes = Mailbox<Void>()

    init(_ total: Int) {
        self.total = total
        free = Locked(total)
    }

    var busy: Int { total - free.withLock { $0 } }

    /// Waits until one is free; returns how many are, 0 when the task was cancelled.
    func available() async -> Int {
        while true {
            let count = free.withLock { $0 }
            if count > 0 { return count }
            guard await changes.next(atMost: .max) != nil else { return 0 }
        }
    }

    /// Takes slots; a delivery may be larger than what was free by a few, since each stream of a lane gives its own.
    func take(_ count: Int) { free.withLock { $0 -= count } }

    func giveBack() {
        let wasFull = free.withLock { free in
            free += 1
            return free == 1
        }
        if wasFull { changes.add([()]) }
    }
}
