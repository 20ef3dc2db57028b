package import Catalog
package import Logging

/// Makes the runs of backfills, a few at a time. Several may do so at once: each backfill's row is held meanwhile.
package struct Backfiller: PeriodicLoop {
    package let name = "backfiller"
    package let interval: Duration
    package let pacing: Pacing
    private let store: JobStore

    package init(_ store: JobStore, interval: Duration = .seconds(1), logger: Logger) {
        self.store = store
        self.interval = interval
        pacing = Pacing(logger: logger)
    }

    package func runOnce() async throws {
        for backfill in try await store.backfills() {
            do {
                let made = try await store.advance(try backfill.get())
                for _ in made { FleetMetrics.tick("backfill") }
            } catch let error as CatalogError {
                // One that cannot go on must not keep the others from going on.
                FleetMetrics.tick("failed")
                pacing.logger.error("a backfill cannot go on", metadata: ["error": "\(error)"])
            }
        }
    }
}
