/// Keeps a pace for all processes together: each who wants to act takes a turn first.
///
/// A pace that nobody has kept yet, or that was lost, begins with an empty bucket: forgetting must not let a burst through.
package protocol Pacekeeper: Sendable {
    /// Takes the next turn.
    ///
    /// - Parameters:
    ///   - key: what is paced: `host/https://example.org`, `provider/openai`, `channel/email/news@example.org`.
    ///   - longest: the longest that the caller would wait.
    /// - Returns: how long to wait before acting, or that it would be too long: then no turn was taken.
    func turn(_ key: String, at pace: Pace, within longest: Duration) async throws -> PaceTurn
}

/// What came of asking for a turn.
package enum PaceTurn: Sendable, Hashable {
    /// Act after so long.
    case after(Duration)
    /// The next turn is so far away; none was taken.
    case tooFar(Duration)
}
