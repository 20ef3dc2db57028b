/// How often a failed job is tried again and how long it waits: exponential backoff with jitter.
package struct RetryPolicy: Sendable, Hashable {
    /// Errors after which a job is dead.
    package var errorLimit: Int
    /// Crashes of its worker after which a job is dead.
    package var crashLimit: Int
    /// The wait after the first error.
    package var base: Duration
    /// What each further error multiplies the wait by.
    package var factor: Double
    /// No wait is longer.
    package var longest: Duration
    /// The share of the wait that chance may take away or add, 0 to 1, so that many failures do not return together.
    package var jitter: Double

    package init(
        errorLimit: Int = 8, crashLimit: Int = 3, base: Duration = .seconds(2), factor: Double = 2,
        longest: Duration = .seconds(600), jitter: Double = 0.25
    ) {
        self.errorLimit = errorLimit
        self.crashLimit = crashLimit
        self.base = base
        self.factor = factor
        self.longest = longest
        self.jitter = jitter
    }

    /// The wait before the next attempt; `nil` when the job is dead.
    ///
    /// - Parameters:
    ///   - errors: errors so far, this one included.
    ///   - atLeast: what the other side asked for (`Retry-After`); a longer wait than ``longest`` is kept.
    package func delay(
        afterErrors errors: Int, atLeast: Duration? = nil, using generator: inout some RandomNumberGenerator
    ) -> Duration? {
        guard errors < errorLimit else { return nil }
        let (first, longestSeconds) = (base / .seconds(1), longest / .seconds(1))
        guard first > 0 else { return max(.zero, atLeast ?? .zero) }
        let plain = first * Self.power(factor, max(0, errors - 1), limit: longestSeconds / first)
        let swing = jitter > 0 ? Double.random(in: -jitter...jitter, using: &generator) : 0
        let wait = Duration.seconds(max(0, min(plain, longestSeconds) * (1 + swing)))
        return max(min(longest, wait), atLeast ?? .zero)
    }

    /// `base` to the power `exponent`, never more than `limit` needs.
    private static func power(_ base: Double, _ exponent: Int, limit: Double) -> Double {
        var result = 1.0
        for _ in 0..<exponent {
            result *= base
            if result > limit { break }
        }
        return result
    }
}
