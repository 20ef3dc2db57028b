/// How often something may be done: a bucket that fills by one each `interval` and holds at most `burst`.
package struct Pace: Sendable, Hashable {
    /// The time in which one more may be done; at least a microsecond.
    package var interval: Duration
    /// How many may be done at once after a rest.
    package var burst: Int

    package init(interval: Duration, burst: Int = 1) {
        self.interval = max(interval, .microseconds(1))
        self.burst = max(1, burst)
    }

    /// Reads `5/s`, `60/m` or `1000/h`, with a burst as in `60/m:10`; nil for anything else.
    package init?(text: String) {
        let halves = text.split(separator: ":", omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: "/", omittingEmptySubsequences: false)
        let units: [Substring: Int] = ["s": 1, "m": 60, "h": 3_600]
        guard halves.count <= 2, parts.count == 2, let count = Int(parts[0]), (1...1_000_000).contains(count),
            let seconds = units[parts[1]]
        else { return nil }
        var burst = 1
        if halves.count == 2 {
            guard let number = Int(halves[1]), (1...1_000_000).contains(number) else { return nil }
            burst = number
        }
        self.init(interval: .seconds(seconds) / count, burst: burst)
    }
}
