import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork dead list`.
struct DeadListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Dead jobs, oldest first.")

    @Option(help: "Only those of this run.") var run: RunID?
    @Option(help: "At most so many.") var limit = 100
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (1...1_000).contains(limit) else { throw ValidationError("--limit is between 1 and 1000.") }
    }

    func run() async throws {
        let (run, limit) = (run, limit)
        let jobs = try await database.with { try await $0.runs.dead(in: run, limit: limit) }
        try database.show(jobs, empty: "Nothing is dead.") { JobTable.table($0) }
    }
}
