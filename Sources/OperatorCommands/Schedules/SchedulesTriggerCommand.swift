import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork schedules trigger`.
struct SchedulesTriggerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trigger", abstract: "Makes a run now, as the schedule would.",
        discussion:
            "In the schedule's mode and with its parameters, also while it is paused; its times stay as they are.")

    @Argument(help: "The pipeline's name.") var pipeline: String
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let name = pipeline
        let run = try await database.with { try await Operations($0).trigger(name, by: Operator.name) }
        try database.confirm("Enqueued run \(run.id).", EnqueuedAnswer(run: run.id, isNew: run.isNew))
    }
}
