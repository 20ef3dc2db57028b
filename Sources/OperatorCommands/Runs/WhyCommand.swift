import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork why`: why an item is where it is.
struct WhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Says why an item is where it is, and what would move it.")

    @Argument(help: "The item's key.") var item: String
    @Option(help: "The run; the newest that has the item when left out.") var run: RunID?
    @Option(help: "Only runs of this pipeline.") var pipeline: String?
    @OptionGroup var database: DatabaseOptions

    /// Runs that are looked through for the item.
    private static let runLimit = 50

    /// What `--json` prints.
    struct Answer: Encodable, Sendable {
        struct Step: Encodable, Sendable {
            var job: JobSummary
            var explanation: String
        }

        var item: String
        var run: RunID
        var steps: [Step]
    }

    func run() async throws {
        let (item, run, pipeline) = (item, run, pipeline)
        let jobs = try await database.with { platform in
            try await Self.jobs(of: item, run, pipeline, on: platform)
        }
        guard let first = jobs.first else { throw RuntimeError(.notFound, "No run has an item called \(item).") }
        let steps = jobs.map { Answer.Step(job: $0, explanation: JobExplanation.sentence(for: $0)) }
        if database.json { return try JSONPrinter.print(Answer(item: item, run: first.run, steps: steps)) }
        let terminal = Terminal()
        terminal.line(
            "\(terminal.bold(PlainText.line(item))) of \(first.pipeline), run \(terminal.dim("\(first.run)"))")
        var table = Table(["stage", "state", "why"])
        for step in steps {
            table.add([
                Cell(step.job.stage.rawValue), .state(step.job.state, isReused: step.job.isReused),
                Cell(step.explanation),
            ])
        }
        terminal.table(table, empty: "")
    }

    private static func jobs(
        of item: String, _ run: RunID?, _ pipeline: String?, on platform: Platform
    ) async throws -> [JobSummary] {
        if let run { return try await platform.runs.jobs(ofItem: item, in: run) }
        for candidate in try await platform.runs.runs(of: pipeline, limit: runLimit) {
            let jobs = try await platform.runs.jobs(ofItem: item, in: candidate.id)
            if !jobs.isEmpty { return jobs }
        }
        return []
    }
}
