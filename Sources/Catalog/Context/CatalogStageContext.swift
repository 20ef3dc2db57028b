package import ObjectStorage
package import Pipelines
import Postgres

/// What a handler sees of the record of truth, over Postgres and object storage, for one attempt of one job.
///
/// Each write is one transaction in one round trip, and commits only if the attempt still runs.
package struct CatalogStageContext: StageContext {
    package let request: StageRequest
    package var deadline: ContinuousClock.Instant { currentDeadline() }
    private let currentDeadline: @Sendable () -> ContinuousClock.Instant
    let database: TenantDatabase
    private let objects: any ObjectStore
    private let settings: LedgerSettings
    let progress = ProgressGate()

    /// - Parameters:
    ///   - deadline: the worker's own or the job's, whichever comes first; asked each time, since beats move it.
    ///   - objects: where bytes are, by their digest.
    package init(
        request: StageRequest, deadline: @escaping @Sendable () -> ContinuousClock.Instant, database: TenantDatabase,
        objects: any ObjectStore,
        ledger settings: LedgerSettings = .standard
    ) {
        self.request = request
        currentDeadline = deadline
        self.database = database
        self.objects = objects
        self.settings = settings
    }

    var assets: AssetStore { AssetStore(database: database, objects: objects) }

    var ledger: DeliveryLedger {
        DeliveryLedger(
            database: database, tenant: request.tenant, run: request.run, job: request.job, settings: settings)
    }

    /// Runs statements as one transaction that commits only if the attempt still runs.
    func runFenced(_ statements: [PostgresQuery]) async throws -> [PostgresResult] {
        try await database.runFenced(statements, by: request.job, for: request.tenant)
    }
}
