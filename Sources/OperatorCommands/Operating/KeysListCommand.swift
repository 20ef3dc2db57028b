import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork keys list`.
struct KeysListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "API keys, newest first.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let keys = try await database.with { try await APIKeyStore(database: $0.database).list(for: $0.tenant) }
        try database.show(keys, empty: "There are no keys.") { Self.table($0) }
    }

    static func table(_ keys: [APIKey]) -> Table {
        var table = Table(["id", "name", "key", "made", "state"])
        for key in keys {
            table.add([
                .id(key.id), Cell(key.name, .bold), Cell(key.prefix), Cell(Moments.text(key.createdAt)),
                key.revokedAt.map { Cell("revoked \(Moments.text($0))", .yellow) } ?? Cell("valid", .green),
            ])
        }
        return table
    }
}
