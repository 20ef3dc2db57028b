import ArgumentParser

/// `presswork workers`: who works.
struct WorkersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workers", abstract: "Lists the fleet's workers.",
        subcommands: [WorkersListCommand.self])
}
