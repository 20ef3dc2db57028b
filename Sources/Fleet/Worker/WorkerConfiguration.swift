package import Pipelines

/// How a worker behaves.
package struct WorkerConfiguration: Sendable {
    /// The lanes that it serves.
    package var stages: [Stage]
    /// Jobs at a time in each of them.
    package var concurrency: Int
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
        precondition(concurrency > 0 && !stages.isEmpty, "a worker needs a stage and a slot")
        self.stages = stages
        self.concurrency = concurrency
        self.host = host
        self.version = version
        self.retry = retry
    }
}
