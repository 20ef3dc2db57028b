import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork deliveries resolve`.
struct DeliveriesResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Says how a delivery ended that the fleet does not know.",
        discussion: """
            confirmed: it is there. failed: it is not there and shall not be. planned: it is not there, and the next run \
            or retry may send it. Look at the channel first: what is sent again by mistake cannot be taken back.
            """)

    @Argument(help: "The delivery's id.") var delivery: DeliveryID
    @Option(name: .customLong("as"), help: "How it ended.") var verdict: DeliveryStore.Verdict
    @Option(help: ArgumentHelp("The channel's own id of it.", valueName: "id")) var externalID: String?
    @Option(help: "What was found at the channel, for the record.") var note = "decided by a person"
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let (id, verdict, externalID, note) = (delivery, verdict, externalID, note)
        let record = try await database.with {
            try await $0.deliveries.resolve(
                id, as: verdict, externalID: externalID, reason: note, by: Operator.name, for: $0.tenant)
        }
        try database.confirm("The delivery \(id) is \(record.state.rawValue).", record)
    }
}
