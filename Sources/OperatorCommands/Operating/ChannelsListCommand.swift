import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork channels list`.
struct ChannelsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Accounts, and whether their secrets are set.")

    @OptionGroup var database: DatabaseOptions

    /// A channel, and which of its secrets have no value.
    struct Answer: Encodable, Sendable {
        var channel: Channel
        var missingSecrets: [String]
    }

    func run() async throws {
        let channels = try await database.with { platform in
            try await ChannelStore(database: platform.database).list(for: platform.tenant).map { channel in
                let names = channel.secrets.values.sorted()
                return Answer(
                    channel: channel,
                    missingSecrets: names.filter { platform.settings.secrets.secret(named: $0) == nil })
            }
        }
        try database.show(channels, empty: "There are no channels; presswork apply stores those of channels.yaml.") {
            Self.table($0)
        }
    }

    static func table(_ answers: [Answer]) -> Table {
        var table = Table(["channel", "account", "mode", "secrets"])
        for answer in answers {
            let names = answer.channel.secrets.values.sorted().joined(separator: ", ")
            let secrets: Cell =
                if names.isEmpty {
                    Cell("none needed", .dim)
                } else if answer.missingSecrets.isEmpty {
                    Cell("\(names) set", .green)
                } else {
                    Cell("\(answer.missingSecrets.joined(separator: ", ")) missing", .yellow)
                }
            table.add([
                Cell(answer.channel.name.description, .bold), Cell(answer.channel.account),
                Cell(answer.channel.name.kind.mode == .append ? "append" : "replace"), secrets,
            ])
        }
        return table
    }
}
