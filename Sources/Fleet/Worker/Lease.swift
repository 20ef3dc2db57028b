import EventLoops

/// Until when this worker may act: a little less than a lease after its last successful beat was sent.
final class Lease: Sendable {
    let length: Duration
    private let end: Locked<ContinuousClock.Instant>

    init(_ length: Duration, from start: ContinuousClock.Instant = .now) {
        self.length = length
        end = Locked(start + length - Self.margin(length))
    }

    var deadline: ContinuousClock.Instant { end.withLock { $0 } }
    var isOver: Bool { .now >= deadline }

    /// A beat that was sent at `moment` has been answered.
    func extend(from moment: ContinuousClock.Instant) {
        end.withLock { $0 = max($0, moment + length - Self.margin(length)) }
    }

    /// A second, for what is on its way when the lease ends; less with the short leases of tests.
    private static func margin(_ length: Duration) -> Duration { min(.seconds(1), length / 5) }
}
