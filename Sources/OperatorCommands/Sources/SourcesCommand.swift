import ArgumentParser

/// `presswork sources`: where material comes from.
struct SourcesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources", abstract: "Shows what sources offer, and what has disappeared from them.",
        subcommands: [SourcesListCommand.self, SourcesGoneCommand.self])
}
