package import Catalog
package import Logging

/// Recomputes what the settle statements count, and repairs it. A difference is an error of ours: it is logged and counted.
/// Jobs of stages and payload versions that this program does not know are left alone and reported.
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
        FleetMetrics.orphans("fan_counter", report.wrongFans)
        FleetMetrics.orphans("ended_run", report.endedRuns)
        FleetMetrics.orphans("stray_job", report.strayJobs)
        FleetMetrics.orphans("lost_worker", report.lostWorkers)
        FleetMetrics.orphans("misplaced", report.misplaced)
        FleetMetrics.unknownJobs(report.unknown.values.reduce(0, +))
        if !report.unknown.isEmpty {
            pacing.logger.warning(
                "jobs of unknown stages or versions wait for another program",
                metadata: ["jobs": "\(report.unknown.sorted { $0.key < $1.key })"])
        }
        guard !report.isClean else { return }
        pacing.logger.error(
            "the audit found and repaired differences",
            metadata: [
                "chunks": "\(report.wrongChunks)", "fans": "\(report.wrongFans)", "runs": "\(report.endedRuns)",
                "jobs": "\(report.strayJobs)", "workers": "\(report.lostWorkers)",
            ])
    }
}
