package import Logging

/// How loops wait: the clock, and the pauses after failures.
package struct Pacing: Sendable {
    package var clock: any Clock<Duration>
    /// The pause after the first failure; each further one doubles it.
    package var shortestPause: Duration
    package var longestPause: Duration
    package var logger: Logger

    package init(
        logger: Logger, clock: any Clock<Duration> = ContinuousClock(), shortestPause: Duration = .milliseconds(100),
        longestPause: Duration = .seconds(5)
    ) {
        self.logger = logger
        self.clock = clock
        self.shortestPause = shortestPause
        self.longestPause = longestPause
    }

    /// Runs `round` again and again, `interval` apart, until the task is cancelled.
    func repeating(_ name: String, every interval: Duration, _ round: () async throws -> Void) async throws {
        var failures = 0
        while true {
            try Task.checkCancellation()
            do {
                try await round()
                if failures > 0 { logger.notice("recovered", metadata: ["loop": "\(name)"]) }
                failures = 0
                if interval > .zero { try await clock.sleep(for: interval) }
            } catch {
                // A client that was cancelled says so in its own words.
                try Task.checkCancellation()
                failures += 1
                logger.warning(
                    "a round failed", metadata: ["loop": "\(name)", "error": "\(error)", "failures": "\(failures)"])
                try await clock.sleep(for: pause(after: failures))
            }
        }
    }

    func pause(after failures: Int) -> Duration {
        min(longestPause, shortestPause * (1 << min(10, max(0, failures - 1))))
    }
}
