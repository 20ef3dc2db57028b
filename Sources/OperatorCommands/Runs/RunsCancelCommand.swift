import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork runs cancel`.
struct RunsCancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Ends a run: nothing of it begins any more, and what runs is asked to stop.")

    @Argument(help: "The run's id.") var run: RunID
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let id = run
        let summary = try await database.with { platform in
            try await platform.runs.cancel(id, by: Operator.name)
            guard let detail = try await platform.runs.show(id) else {
                throw RuntimeError(.notFound, "There is no run \(id).")
            }
            return detail.summary
        }
        try database.confirm("Run \(id) is \(summary.state.rawValue).", summary)
    }
}
