import ArgumentParser
import PressworkRuntime

/// `presswork schedules resume`.
struct SchedulesResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets a paused schedule fire again.")

    @Argument(help: "The pipeline's name.") var pipeline: String
    @Flag(help: "Let its catch-up policy decide over the times it missed; otherwise they are given up.")
    var catchUp = false
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let (name, catchUp) = (pipeline, catchUp)
        let schedule = try await database.with {
            try await Operations($0).resumeSchedule(name, catchingUp: catchUp, by: Operator.name)
        }
        let answer = try ScheduleAnswer(schedule)
        try database.confirm("The schedule of \(name) fires again; next: \(answer.nextText).", answer)
    }
}
