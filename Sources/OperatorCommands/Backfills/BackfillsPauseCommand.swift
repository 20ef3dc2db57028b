import ArgumentParser
import Catalog

/// `presswork backfills pause`.
struct BackfillsPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Makes no further runs for now; those that are open go on (see runs pause).")

    @OptionGroup var options: BackfillOptions

    func run() async throws {
        let summary = try await options.apply { try await $0.pause($1, by: Operator.name, for: $2) }
        try options.database.confirm(
            "Backfill \(summary.id) is paused; \(summary.waiting) runs wait. Go on with: "
                + "presswork backfills resume \(summary.id)", summary)
    }
}
