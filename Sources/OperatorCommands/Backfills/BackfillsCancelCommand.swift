import ArgumentParser
import Catalog

/// `presswork backfills cancel`.
struct BackfillsCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Makes no further runs; those that are open go on (see runs cancel).")

    @OptionGroup var options: BackfillOptions

    func run() async throws {
        let summary = try await options.apply { try await $0.cancel($1, by: Operator.name, for: $2) }
        try options.database.confirm(
            "Backfill \(summary.id) is cancelled; \(summary.waiting) runs are not made.", summary)
    }
}
