package import Catalog
package import Logging

/// Recomputes what the settle statements count. A difference is an error of ours: it is logged and counted.
package struct Auditor: PeriodicLoop {
    package let name = "auditor"
    package let interval: Duration
    package let pacing: Pacing
    private let store: JobStore

    package init(_ store: JobStore, interval: Duration = .seconds(300), logger: Logger) {
        self.store = store
        self.interval = interval
        pacing = Pacing(logger: logger)
    }

    package func runOnce() async throws {
        let report = try await store.audit()
        FleetMetrics.orphans("chunk_counter", report.wrongChunks)
        FleetMetrics.orphans("ended_run", report.endedRuns)
        guard !report.isClean else { return }
        pacing.logger.error(
            "the audit found differences",
            metadata: ["chunks": "\(report.wrongChunks)", "runs": "\(report.endedRuns)"])
    }
}
