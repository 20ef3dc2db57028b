import DequeModule

/// Who waits for which replies, in the order of the commands: Redis answers in that order. Pure; `Waiter` is a
/// continuation, or in tests a number.
struct PendingReplies<Waiter> {
    private struct Entry {
        let id: UInt64
        let count: Int
        let isBlocking: Bool
        let deadline: ContinuousClock.Instant
        var waiter: Waiter?
        var replies: [RedisReply] = []
    }

    /// What a reply completes.
    enum Received {
        case incomplete
        case complete(Waiter, [RedisReply])
        /// The last reply of commands whose caller has gone.
        case abandoned
        /// Nobody asked.
        case unexpected
    }

    /// What follows from a caller's cancellation.
    enum Cancelled {
        /// It was answered before.
        case ignored
        /// It goes without its replies, which will be dropped.
        case abandoned(Waiter)
        /// A blocked command cannot be taken back but by closing the connection.
        case mustClose
    }

    private var entries: Deque<Entry> = []
    /// How many replies are awaited.
    private(set) var count = 0

    mutating func append(
        id: UInt64, count: Int, isBlocking: Bool, deadline: ContinuousClock.Instant, waiter: Waiter
    ) {
        precondition(count > 0, "a command has a reply")
        entries.append(Entry(id: id, count: count, isBlocking: isBlocking, deadline: deadline, waiter: waiter))
        self.count += count
    }

    mutating func receive(_ reply: RedisReply) -> Received {
        guard !entries.isEmpty else { return .unexpected }
        count -= 1
        entries[0].replies.append(reply)
        guard entries[0].replies.count == entries[0].count else { return .incomplete }
        let entry = entries.removeFirst()
        guard let waiter = entry.waiter else { return .abandoned }
        return .complete(waiter, entry.replies)
    }

    mutating func cancel(_ id: UInt64) -> Cancelled {
        guard let index = entries.firstIndex(where: { $0.id == id }), let waiter = entries[index].waiter else {
            return .ignored
        }
        guard !entries[index].isBlocking else { return .mustClose }
        entries[index].waiter = nil
        return .abandoned(waiter)
    }

    /// When the first of the awaited replies is late.
    var earliestDeadline: ContinuousClock.Instant? { entries.map(\.deadline).min() }

    /// Takes everyone who waits, in order.
    mutating func removeAll() -> [(id: UInt64, waiter: Waiter)] {
        let waiters = entries.compactMap { entry in entry.waiter.map { (entry.id, $0) } }
        entries.removeAll()
        count = 0
        return waiters
    }
}
