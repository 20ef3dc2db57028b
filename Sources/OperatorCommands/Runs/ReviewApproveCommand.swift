import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork review approve`.
struct ReviewApproveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "approve", abstract: "Accepts what waits: its text is frozen, and the item goes on.")

    @Argument(help: "The reviews' ids.") var reviews: [JobID]
    @Option(help: "A note for the record.") var note = ""
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let (ids, note) = (reviews, note)
        try await database.with { platform in
            for id in ids {
                try await platform.reviews.approve(id, by: Operator.name, note: note, for: platform.tenant)
            }
        }
        let answer = ids.map { ReviewDecision(review: $0, isApproved: true, note: note) }
        try database.confirm(ids.count == 1 ? "Approved." : "Approved \(ids.count) reviews.", answer)
    }
}
