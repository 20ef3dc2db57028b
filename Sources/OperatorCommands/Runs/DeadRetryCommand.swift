import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork dead retry`.
struct DeadRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Tries dead jobs again, with new budgets.")

    @Argument(help: "The jobs' ids.") var jobs: [JobID]
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let ids = jobs
        let count = try await database.with { try await $0.runs.retryDead(ids, by: Operator.name) }
        try database.confirm(JobsAnswer.sentence(count, "is tried again", "are tried again"), JobsAnswer(jobs: count))
        if count == 0 { throw CommandExit.failed }
    }
}
