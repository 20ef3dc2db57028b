import ArgumentParser

/// `presswork workers`: who works, and who shall not any more.
struct WorkersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workers", abstract: "Lists and drains the fleet's workers.",
        subcommands: [WorkersListCommand.self, WorkersDrainCommand.self])
}
