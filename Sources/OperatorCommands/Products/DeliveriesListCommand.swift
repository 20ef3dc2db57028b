import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork deliveries list`.
struct DeliveriesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Deliveries, newest first.")

    @Option(help: "Only those of this run.") var run: RunID?
    @Option(help: "Only those in this state.") var state: DeliveryState?
    @Option(help: "Only those to this channel, kind/name.") var channel: ChannelName?
    @Option(help: "At most so many.") var limit = 100
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (1...10_000).contains(limit) else { throw ValidationError("--limit is between 1 and 10000.") }
    }

    func run() async throws {
        let filter = DeliveryStore.Filter(run: run, state: state, channel: channel)
        let limit = limit
        let deliveries = try await database.with {
            try await $0.deliveries.list(filter, limit: limit, for: $0.tenant)
        }
        try database.show(deliveries, empty: "Nothing was delivered.") { DeliveryTable.table($0) }
    }
}
