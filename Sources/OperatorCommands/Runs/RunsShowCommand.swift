import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork runs show`.
struct RunsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A run with its stages, products, deliveries and failures.")

    @Argument(help: "The run's id.") var run: RunID
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let id = run
        let report = try await database.with { platform in
            guard let detail = try await platform.runs.show(id) else {
                throw RuntimeError(.notFound, "There is no run \(id). See: presswork runs list")
            }
            return try await RunReport.read(detail, from: platform)
        }
        if database.json { return try JSONPrinter.print(report) }
        let terminal = Terminal()
        let board = ProgressBoard(report.run, stages: report.run.stages.map(\.stage))
        for line in board.lines(width: terminal.width, terminal.styled) { terminal.line(line) }
        report.show(on: terminal)
    }
}
