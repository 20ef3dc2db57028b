import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork deliveries show`.
struct DeliveriesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "All that is known of a delivery.")

    @Argument(help: "The delivery's id.") var delivery: DeliveryID
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let id = delivery
        let record = try await database.with { try await $0.deliveries.show(id, for: $0.tenant) }
        try database.show(record, empty: "") { Self.table($0) }
    }

    static func table(_ delivery: DeliveryRecord) -> Table {
        var table = Table(["field", "value"])
        func add(_ name: String, _ value: (some CustomStringConvertible)?) {
            if let value { table.add([Cell(name, .dim), Cell(value.description)]) }
        }
        add("delivery", delivery.id)
        add("product", "\(delivery.product)@\(delivery.version)")
        add("channel", delivery.channel)
        add("account", delivery.account)
        add("distribution", delivery.distribution)
        add("action", delivery.action.rawValue)
        add("recipient", delivery.recipient)
        table.add([Cell("state", .dim), .state(delivery.state)])
        add("external id", delivery.externalID)
        add("where", delivery.location)
        add("reason", delivery.reason)
        add("run", delivery.run)
        add("armed", delivery.armedAt.map { Moments.text($0) })
        add("resolved", delivery.resolvedAt.map { Moments.text($0) })
        add("superseded", delivery.supersededAt.map { Moments.text($0) })
        return table
    }
}
