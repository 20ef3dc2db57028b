import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork subscribers erase`.
struct SubscribersEraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Forgets a person in every channel; a later list does not bring them back.")

    @Argument(help: "The person's address.") var address: String
    @OptionGroup var database: DatabaseOptions

    /// What `--json` prints.
    struct Answer: Encodable, Sendable { var subscriptions: Int }

    func run() async throws {
        let address = address
        let count = try await database.with {
            try await $0.subscribers.erase(address, by: Operator.name, for: $0.tenant)
        }
        try database.confirm(
            "Erased \(count) subscription\(count == 1 ? "" : "s"); nothing will be sent there again.",
            Answer(subscriptions: count))
    }
}
