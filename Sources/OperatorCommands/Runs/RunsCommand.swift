import ArgumentParser

/// `presswork runs`: what ran, and what runs.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "Lists, shows and controls runs.",
        subcommands: [
            RunsListCommand.self, RunsShowCommand.self, RunsCancelCommand.self, RunsRetryCommand.self,
            RunsPauseCommand.self, RunsResumeCommand.self,
        ])
}
