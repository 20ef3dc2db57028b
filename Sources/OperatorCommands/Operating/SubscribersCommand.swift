import ArgumentParser

/// `presswork subscribers`: the readers of e-mail channels.
struct SubscribersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subscribers", abstract: "Imports, exports and erases readers.",
        subcommands: [SubscribersImportCommand.self, SubscribersExportCommand.self, SubscribersEraseCommand.self])
}
