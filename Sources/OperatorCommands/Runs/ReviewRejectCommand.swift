import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork review reject`.
struct ReviewRejectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Refuses what waits: the item ends there, and nothing of it leaves.")

    @Argument(help: "The review's id.") var review: JobID
    @Option(help: "Why, for the record.") var note: String
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let (id, note) = (review, note)
        try await database.with { platform in
            try await platform.reviews.reject(id, by: Operator.name, note: note, for: platform.tenant)
        }
        try database.confirm("Rejected.", [ReviewDecision(review: id, isApproved: false, note: note)])
    }
}
