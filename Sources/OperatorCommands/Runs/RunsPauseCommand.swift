import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork runs pause`.
struct RunsPauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Keeps a run's waiting jobs where they are; running ones finish.")

    @Argument(help: "The run's id.") var run: RunID
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let id = run
        let summary = try await database.with { platform in
            try await platform.runs.pause(id, by: Operator.name)
            guard let detail = try await platform.runs.show(id) else {
                throw RuntimeError(.notFound, "There is no run \(id).")
            }
            return detail.summary
        }
        try database.confirm("Run \(id) is paused. Go on with: presswork runs resume \(id)", summary)
    }
}
