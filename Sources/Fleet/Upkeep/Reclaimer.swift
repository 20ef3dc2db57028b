package import Catalog
import EventLoops
package import Logging
import Pipelines

/// Takes the jobs of dead workers back. A worker is dead when its beat did not change for a lease, as this observer saw.
package final class Reclaimer: PeriodicLoop {
    package let name = "reclaimer"
    package let interval: Duration
    package let pacing: Pacing
    private let store: JobStore
    private let lease: Duration
    private let crashLimit: Int
    private let observer = Locked(SilenceObserver<WorkerID>())

    /// - Parameters:
    ///   - lease: of the workers.
    ///   - crashLimit: dead workers after which a job is dead too.
    package init(_ store: JobStore, lease: Duration = .seconds(30), crashLimit: Int = 3, logger: Logger) {
        self.store = store
        self.lease = lease
        self.crashLimit = crashLimit
        interval = min(.seconds(1), lease / 3)
        pacing = Pacing(logger: logger)
    }

    package func runOnce() async throws {
        let beats = try await store.beats()
        let silent = observer.withLock { observer in
            observer.observe(beats, at: .now, silentFor: lease)
        }
        for worker in try await store.bury(silent) {
            pacing.logger.warning("a worker died", metadata: ["worker": "\(worker)"])
        }
        FleetMetrics.reclaimed(try await store.reclaim(crashLimit: crashLimit))
        let late = try await store.cancelWaiting()
        if late > 0 { pacing.logger.info("cancelled late jobs", metadata: ["count": "\(late)"]) }
    }
}
