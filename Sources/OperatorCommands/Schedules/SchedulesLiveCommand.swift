import ArgumentParser
import PressworkRuntime

/// `presswork schedules live`.
struct SchedulesLiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "live", abstract: "Lets scheduled runs reach the channels, from the next one on.",
        discussion: """
            Needs every secret that the pipeline's channels name, as run --live does, and refuses without one. Later \
            versions that are applied stay live, and are refused when they lack a secret.
            """)

    @Argument(help: "The pipeline's name.") var pipeline: String
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let name = pipeline
        let schedule = try await database.with { try await Operations($0).makeLive(name, by: Operator.name) }
        let answer = try ScheduleAnswer(schedule)
        try database.confirm("The schedule of \(name) is live; next: \(answer.nextText).", answer)
    }
}
