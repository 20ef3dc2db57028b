import ArgumentParser
import Catalog
import Foundation
import PressworkRuntime

/// `presswork runs list`.
struct RunsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The newest runs.")

    @Option(help: "Only runs of this pipeline.") var pipeline: String?
    @Option(help: "At most so many.") var limit = 20
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (1...1_000).contains(limit) else { throw ValidationError("--limit is between 1 and 1000.") }
    }

    func run() async throws {
        let (pipeline, limit) = (pipeline, limit)
        let runs = try await database.with { try await $0.runs.runs(of: pipeline, limit: limit) }
        try database.show(runs, empty: "Nothing has run yet.") { Self.table($0) }
    }

    static func table(_ runs: [RunSummary]) -> Table {
        var table = Table(["run", "pipeline", "state", "mode", ">items", ">failed", "began", ">took"])
        for run in runs {
            table.add([
                .id(run.id), Cell(run.pipeline), .state(run.state, isPaused: run.isPaused), .mode(run.mode),
                Cell(run.remaining == 0 ? "\(run.items)" : "\(run.items - run.remaining)/\(run.items)"),
                run.dead == 0 ? Cell("–", .dim) : Cell("\(run.dead)", .red), Cell(Moments.text(run.createdAt)),
                .optional(run.finishedAt.map { Moments.length(seconds: $0.timeIntervalSince(run.createdAt)) }),
            ])
        }
        return table
    }
}
