import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork runs retry`.
struct RunsRetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Tries everything of a run again that failed.")

    @Argument(help: "The run's id.") var run: RunID
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let id = run
        let revived = try await database.with { platform in
            guard try await platform.runs.show(id) != nil else {
                throw RuntimeError(.notFound, "There is no run \(id). See: presswork runs list")
            }
            var revived = 0
            while true {
                let dead = try await platform.runs.dead(in: id, limit: 1_000)
                let count = try await platform.runs.retryDead(dead.map(\.id), by: Operator.name)
                revived += count
                if count < 1_000 { return revived }
            }
        }
        try database.confirm(
            JobsAnswer.sentence(revived, "is tried again", "are tried again"), JobsAnswer(jobs: revived))
    }
}
