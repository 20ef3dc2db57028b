import EventLoops

/// Counts what was asked of a site, for tests of who fetches what again.
package final class SiteVisits: Sendable {
    private struct Counts {
        var requests: [String: Int] = [:]
        var bodies: [String: Int] = [:]
    }

    private let counts = Locked(Counts())

    package init() {}

    /// Requests by path, whatever was answered.
    package var requests: [String: Int] { counts.withLock { $0.requests } }

    /// Answers that carried a file's bytes, by path: not those that said that nothing has changed.
    package var bodies: [String: Int] { counts.withLock { $0.bodies } }

    func countRequest(_ path: String) { counts.withLock { $0.requests[path, default: 0] += 1 } }

    func countBody(_ path: String) { counts.withLock { $0.bodies[path, default: 0] += 1 } }
}
