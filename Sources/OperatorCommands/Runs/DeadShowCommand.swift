import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork dead show`.
struct DeadShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "A job, with why it failed.")

    @Argument(help: "The job's id.") var job: JobID
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let id = job
        let job = try await database.with { platform in
            guard let job = try await platform.runs.job(id) else {
                throw RuntimeError(.notFound, "There is no job \(id). See: presswork dead list")
            }
            return job
        }
        if database.json { return try JSONPrinter.print(job) }
        let terminal = Terminal()
        let item = job.itemKey.map { "\($0), " } ?? ""
        terminal.line(terminal.bold(PlainText.line("\(job.pipeline), \(item)\(job.step)")))
        terminal.line(PlainText.line(JobExplanation.sentence(for: job)))
        terminal.line(
            terminal.dim("run \(job.run) · attempts \(job.attempt) · errors \(job.errors) · crashes \(job.crashes)"))
    }
}
