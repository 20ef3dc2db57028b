import EventLoops

/// Lets one report of progress through each second, and always the last one.
final class ProgressGate: Sendable {
    private let last = Locked<ContinuousClock.Instant?>(nil)

    /// Whether a report of this much progress, 0 to 1, shall be written now.
    func admits(_ fraction: Double, at now: ContinuousClock.Instant = .now) -> Bool {
        last.withLock { last in
            if fraction < 1, let last, now - last < .seconds(1) { return false }
            last = now
            return true
        }
    }
}
