import ArgumentParser

/// `presswork channels`: the accounts that products go to.
struct ChannelsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "channels", abstract: "Lists the accounts that products go to.",
        subcommands: [ChannelsListCommand.self])
}
