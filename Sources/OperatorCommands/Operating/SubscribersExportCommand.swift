import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork subscribers export`.
struct SubscribersExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Prints an e-mail channel's readers as CSV.")

    @Option(help: "The channel, such as email/main.") var channel: ChannelName
    @OptionGroup var database: DatabaseOptions

    /// What `--json` prints.
    struct Answer: Encodable, Sendable {
        var channel: ChannelName
        var columns: [String]
        var rows: [[String]]
    }

    func validate() throws {
        guard channel.kind == .email else { throw ValidationError("\(channel) is no e-mail channel.") }
    }

    func run() async throws {
        let channel = channel
        let csv = try await database.with { try await $0.subscribers.exportCSV(of: channel, for: $0.tenant) }
        guard database.json else { return Terminal().line(csv.hasSuffix("\r\n") ? String(csv.dropLast()) : csv) }
        let table = try CSVTable(Array(csv.utf8))
        try JSONPrinter.print(Answer(channel: channel, columns: table.header, rows: table.rows.map(\.fields)))
    }
}
