package import ServiceLifecycle

/// What every background loop of the fleet is: named, run until it is cancelled, and doing its work in rounds that tests
/// can run one at a time.
package protocol FleetLoop: Service {
    /// For logs and metrics.
    var name: String { get }
    /// Runs until cancelled. A failed round is logged and repeated later, with growing pauses.
    func run() async throws
}

/// A loop whose rounds begin at a fixed interval.
package protocol PeriodicLoop: FleetLoop {
    var interval: Duration { get }
    var pacing: Pacing { get }
    /// One round.
    func runOnce() async throws
}

extension PeriodicLoop {
    package func run() async throws {
        try await pacing.repeating(name, every: interval) { try await runOnce() }
    }
}
