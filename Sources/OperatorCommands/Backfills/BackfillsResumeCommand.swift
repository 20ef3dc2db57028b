import ArgumentParser
import Catalog

/// `presswork backfills resume`.
struct BackfillsResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Makes the runs of a paused backfill again.")

    @OptionGroup var options: BackfillOptions

    func run() async throws {
        let summary = try await options.apply { try await $0.resume($1, by: Operator.name, for: $2) }
        try options.database.confirm("Backfill \(summary.id) goes on; \(summary.waiting) runs wait.", summary)
    }
}
