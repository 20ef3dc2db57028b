import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork backfills cancel`.
struct BackfillsCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Makes no further runs; those that are open go on (see runs cancel).")

    @Argument(help: "The backfill's id.") var backfill: BackfillID
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let id = backfill
        let summary = try await database.with { platform in
            let store = BackfillStore(database: platform.database)
            try await store.cancel(id, by: Operator.name, for: platform.tenant)
            guard let summary = try await store.list(id, for: platform.tenant).first else {
                throw RuntimeError(.notFound, "There is no backfill \(id).")
            }
            return summary
        }
        try database.confirm("Backfill \(id) is cancelled; \(summary.waiting) runs are not made.", summary)
    }
}
