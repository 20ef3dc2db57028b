import ArgumentParser

/// `presswork schedules`: when pipelines run by themselves.
struct SchedulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedules", abstract: "Lists and controls when pipelines run by themselves.",
        subcommands: [
            SchedulesListCommand.self, SchedulesShowCommand.self, SchedulesLiveCommand.self,
            SchedulesRehearseCommand.self, SchedulesPauseCommand.self, SchedulesResumeCommand.self,
            SchedulesTriggerCommand.self,
        ])
}
