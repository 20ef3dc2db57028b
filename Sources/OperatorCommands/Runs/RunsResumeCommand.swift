import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork runs resume`.
struct RunsResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets a paused run go on.")

    @Argument(help: "The run's id.") var run: RunID
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let id = run
        let summary = try await database.with { platform in
            try await platform.runs.resume(id, by: Operator.name)
            guard let detail = try await platform.runs.show(id) else {
                throw RuntimeError(.notFound, "There is no run \(id).")
            }
            return detail.summary
        }
        try database.confirm("Run \(id) goes on.", summary)
    }
}
