import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// One backfill that a command changes, and where it is.
struct BackfillOptions: ParsableArguments {
    @Argument(help: "The backfill's id.") var backfill: BackfillID
    @OptionGroup var database: DatabaseOptions

    /// Changes it. - Returns: how it is then. - Throws: ``RuntimeError`` `notFound`, and what `change` throws.
    func apply(
        _ change: @escaping @Sendable (BackfillStore, BackfillID, TenantID) async throws -> Void
    ) async throws -> BackfillSummary {
        let id = backfill
        return try await database.with { platform in
            let store = BackfillStore(database: platform.database)
            try await change(store, id, platform.tenant)
            guard let summary = try await store.list(id, for: platform.tenant).first else {
                throw RuntimeError(.notFound, "There is no backfill \(id).")
            }
            return summary
        }
    }
}
