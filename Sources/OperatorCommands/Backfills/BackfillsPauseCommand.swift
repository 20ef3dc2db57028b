import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork backfills pause`.
struct BackfillsPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Makes no further runs for now; those that are open go on (see runs pause).")

    @Argument(help: "The backfill's id.") var backfill: BackfillID
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let id = backfill
        let summary = try await database.with { platform in
            let store = BackfillStore(database: platform.database)
            try await store.pause(id, by: Operator.name, for: platform.tenant)
            guard let summary = try await store.list(id, for: platform.tenant).first else {
                throw RuntimeError(.notFound, "There is no backfill \(id).")
            }
            return summary
        }
        try database.confirm(
            "Backfill \(id) is paused; \(summary.waiting) runs wait. Go on with: presswork backfills resume \(id)",
            summary)
    }
}
