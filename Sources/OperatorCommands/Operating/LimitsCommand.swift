import ArgumentParser

/// `presswork limits`: what is paused, and what may run only so many at a time.
struct LimitsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "limits", abstract: "Lists, sets and removes limits on jobs at a time.",
        subcommands: [LimitsListCommand.self, LimitsSetCommand.self, LimitsRemoveCommand.self])
}
