/// Tells who has stopped: whose beat has not changed for a while on the observer's own monotonic clock, counted from when
/// it first saw that beat.
struct SilenceObserver<Member: Hashable & Sendable>: Sendable {
    private var seen: [Member: (beat: Int, since: ContinuousClock.Instant)] = [:]

    /// Takes note of the beats of all members. - Returns: the silent, with the beat at which they fell silent.
    mutating func observe(
        _ beats: [Member: Int], at now: ContinuousClock.Instant, silentFor limit: Duration
    ) -> [Member: Int] {
        var silent: [Member: Int] = [:]
        seen = seen.filter { beats[$0.key] != nil }
        for (member, beat) in beats {
            guard let known = seen[member], known.beat == beat else {
                seen[member] = (beat, now)
                continue
            }
            if now - known.since >= limit { silent[member] = beat }
        }
        return silent
    }
}
