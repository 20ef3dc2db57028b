import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork keys create`.
struct KeysCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Makes an API key and prints it, this one time.")

    @Argument(help: "What the key is for.") var name: String
    @OptionGroup var database: DatabaseOptions

    /// What `--json` prints: the only time that the key itself is shown.
    struct Answer: Encodable, Sendable {
        var key: String
        var record: APIKey
    }

    func validate() throws {
        if name.allSatisfy(\.isWhitespace) { throw ValidationError("The key needs a name.") }
    }

    func run() async throws {
        let name = name
        let (secret, record) = try await database.with { platform in
            try await APIKeyStore(database: platform.database).create(
                name: name, by: Operator.name, for: platform.tenant)
        }
        if database.json { return try JSONPrinter.print(Answer(key: secret.revealed, record: record)) }
        Terminal().line(secret.revealed)
        Terminal().note("This is the only time that the key is shown. Its id is \(record.id).")
    }
}
