package import Catalog
package import Logging
package import Pipelines
package import Queueing

/// Drops entries that nobody acknowledged from the streams, and consumers that are no more. It runs nothing again: rows
/// that are still available are offered again by the dispatcher.
package struct StreamSweeper: PeriodicLoop {
    package let name = "stream sweeper"
    package let interval: Duration
    package let pacing: Pacing
    private let store: JobStore
    private let window: any JobWindow
    private let stages: [Stage]

    /// - Parameter interval: between sweeps; also the age of pending entries that are dropped.
    package init(
        _ store: JobStore, window: any JobWindow, stages: [Stage] = Stage.allCases, interval: Duration = .seconds(10),
        logger: Logger
    ) {
        self.store = store
        self.window = window
        self.stages = stages
        self.interval = interval
        pacing = Pacing(logger: logger)
    }

    package func runOnce() async throws {
        let live = Set(try await store.beats().keys)
        for stage in stages {
            let swept = try await window.sweep(stage, pendingFor: interval, live: live)
            FleetMetrics.orphans("pending_entry", swept)
        }
    }
}
