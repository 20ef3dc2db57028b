package import Catalog
package import Logging

/// Deletes what has been over for long.
package struct Pruner: PeriodicLoop {
    package let name = "pruner"
    package let interval: Duration
    package let pacing: Pacing
    private let store: JobStore
    private let retention: JobStore.Retention

    package init(
        _ store: JobStore, retention: JobStore.Retention = JobStore.Retention(), interval: Duration = .seconds(600),
        logger: Logger
    ) {
        self.store = store
        self.retention = retention
        self.interval = interval
        pacing = Pacing(logger: logger)
    }

    package func runOnce() async throws {
        let rows = try await store.prune(retention)
        if rows > 0 { pacing.logger.info("pruned", metadata: ["rows": "\(rows)"]) }
    }
}
