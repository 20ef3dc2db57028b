import ArgumentParser

/// `presswork schedules`: when pipelines run by themselves.
struct SchedulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedules", abstract: "Lists when pipelines run by themselves.",
        subcommands: [SchedulesListCommand.self])
}
