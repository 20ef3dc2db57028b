package import Pipelines

/// How a worker behaves.
package struct WorkerConfiguration: Sendable {
    /// The lanes that it serves: jobs at a time in each of them.
    package var slots: [Stage: Int]
    /// Jobs at a time in all of them together; nil: as many as the lanes have.
    package var total: Int?
    /// What each lane gets of the total while several want it; 1 where nothing is said.
    package var weights: [Stage: Int] = [:]
    /// Resident memory, in bytes, above which the worker stops, to be replaced by a fresh process; nil: no ceiling.
    package var memoryCeiling: Int?
    /// After so long without a beat the worker counts as dead and its jobs are given to others.
    package var lease: Duration = .seconds(30)
    package var retry: RetryPolicy
    /// How long jobs may go on after `stop` before they are given back.
    package var drainTimeout: Duration = .seconds(25)
    /// How long a cancelled handler may take to stop before it counts as hung.
    package var hangGrace: Duration = .seconds(10)
    package var host: String
    package var version: String

    package init(
        stages: [Stage], concurrency: Int = 32, host: String = "local", version: String = "dev",
        retry: RetryPolicy = RetryPolicy()
    ) {
        self.init(
            slots: Dictionary(stages.map { ($0, concurrency) }) { first, _ in first }, host: host, version: version,
            retry: retry)
    }

    package init(
        slots: [Stage: Int], host: String = "local", version: String = "dev", retry: RetryPolicy = RetryPolicy()
    ) {
        precondition(!slots.isEmpty && slots.values.allSatisfy { $0 > 0 }, "a worker needs a stage and a slot")
        self.slots = slots
        self.host = host
        self.version = version
        self.retry = retry
    }
}
