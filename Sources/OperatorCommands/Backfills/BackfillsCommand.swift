import ArgumentParser

/// `presswork backfills`: what was ordered with `presswork backfill`.
struct BackfillsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfills", abstract: "Lists, shows, pauses and cancels backfills.",
        subcommands: [
            BackfillsListCommand.self, BackfillsShowCommand.self, BackfillsPauseCommand.self,
            BackfillsResumeCommand.self, BackfillsCancelCommand.self,
        ])
}
