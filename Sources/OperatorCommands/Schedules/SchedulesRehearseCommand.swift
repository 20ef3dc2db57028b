import ArgumentParser
import PressworkRuntime

/// `presswork schedules rehearse`.
struct SchedulesRehearseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse", abstract: "Makes scheduled runs rehearsals, from the next one on.")

    @Argument(help: "The pipeline's name.") var pipeline: String
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let name = pipeline
        let schedule = try await database.with { try await Operations($0).rehearse(name, by: Operator.name) }
        let answer = try ScheduleAnswer(schedule)
        try database.confirm("The schedule of \(name) rehearses; next: \(answer.nextText).", answer)
    }
}
