package import Pipelines

/// Keeps paces within one process, for tests and for reading what a pace is.
package actor MemoryPacekeeper: Pacekeeper {
    /// When each bucket will be full again.
    private var full: [String: ContinuousClock.Instant] = [:]

    package init() {}

    /// Forgets everything, as a Redis that was flushed.
    package func wipe() { full = [:] }

    package func turn(_ key: String, at pace: Pace, within longest: Duration) -> PaceTurn {
        let now = ContinuousClock.now
        let capacity = pace.interval * pace.burst
        let before = full[key] ?? now + capacity
        let after = max(before, now) + pace.interval
        let wait = max(.zero, after - capacity - now)
        full[key] = wait > longest ? before : after
        return wait > longest ? .tooFar(wait) : .after(wait)
    }
}
