import ArgumentParser
import PressworkRuntime

/// `presswork schedules pause`.
struct SchedulesPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Keeps a schedule from firing; runs that it has made go on.")

    @Argument(help: "The pipeline's name.") var pipeline: String
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let name = pipeline
        let schedule = try await database.with { try await Operations($0).pauseSchedule(name, by: Operator.name) }
        let answer = try ScheduleAnswer(schedule)
        try database.confirm(
            "The schedule of \(name) is paused. Go on with: presswork schedules resume \(name)", answer)
    }
}
