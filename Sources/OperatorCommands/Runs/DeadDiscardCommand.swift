import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork dead discard`.
struct DeadDiscardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Takes dead jobs off the list; they stay failed in their runs.")

    @Argument(help: "The jobs' ids.") var jobs: [JobID]
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let ids = jobs
        let count = try await database.with { try await $0.runs.discardDead(ids, by: Operator.name) }
        try database.confirm(JobsAnswer.sentence(count, "is off the list", "are off the list"), JobsAnswer(jobs: count))
        if count == 0 { throw CommandExit.failed }
    }
}
