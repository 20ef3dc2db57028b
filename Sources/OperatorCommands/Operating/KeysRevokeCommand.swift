import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork keys revoke`.
struct KeysRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "Ends an API key from now on.")

    @Argument(help: "The key's id.") var key: Identifier<APIKey>
    @OptionGroup var database: DatabaseOptions

    /// What `--json` prints.
    struct Answer: Encodable, Sendable { var revoked: Identifier<APIKey> }

    func run() async throws {
        let id = key
        try await database.with {
            try await APIKeyStore(database: $0.database).revoke(id, by: Operator.name, for: $0.tenant)
        }
        try database.confirm("The key \(id) is revoked.", Answer(revoked: id))
    }
}
