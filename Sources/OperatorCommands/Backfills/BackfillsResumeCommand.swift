import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork backfills resume`.
struct BackfillsResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Makes the runs of a paused backfill again.")

    @Argument(help: "The backfill's id.") var backfill: BackfillID
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let id = backfill
        let summary = try await database.with { platform in
            let store = BackfillStore(database: platform.database)
            try await store.resume(id, by: Operator.name, for: platform.tenant)
            guard let summary = try await store.list(id, for: platform.tenant).first else {
                throw RuntimeError(.notFound, "There is no backfill \(id).")
            }
            return summary
        }
        try database.confirm("Backfill \(id) goes on; \(summary.waiting) runs wait.", summary)
    }
}
