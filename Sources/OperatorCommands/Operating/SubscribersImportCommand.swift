import ArgumentParser
import Catalog
import Foundation
import Pipelines
import PressworkRuntime

/// `presswork subscribers import`.
struct SubscribersImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Adds the readers of a CSV file to an e-mail channel.",
        discussion: """
            Columns: email, and as you have them name, segments (a;b), language, timezone, consented_at, consent_source. \
            Nobody is removed, and nobody who unsubscribed is written to because a list says so.
            """)

    @Argument(help: "The CSV file.") var file: String
    @Option(help: "The channel, such as email/main.") var channel: ChannelName
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard channel.kind == .email else { throw ValidationError("\(channel) is no e-mail channel.") }
    }

    func run() async throws {
        let (bytes, channel) = (try InputReader.file(file).bytes, channel)
        let source = "\(URL(filePath: file).lastPathComponent), imported by \(Operator.name)"
        let report = try await database.with {
            try await $0.subscribers.importCSV(bytes, into: channel, source: source, for: $0.tenant)
        }
        for row in report.rejected where !database.json {
            Terminal().note(PlainText.line("\(file):\(row.line): \(row.reason)"))
        }
        try database.confirm(
            "\(report.added) added, \(report.kept) known before, \(report.suppressed) not to be written to, "
                + "\(report.rejected.count) rows not taken",
            report)
        if !report.rejected.isEmpty {
            throw report.added + report.kept == 0 ? CommandExit.failed : CommandExit.partlyFailed
        }
    }
}
