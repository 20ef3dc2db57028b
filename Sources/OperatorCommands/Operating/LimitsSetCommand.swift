import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork limits set`.
struct LimitsSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Lets only so many jobs of a stage, a pipeline or a tenant run at a time.")

    @Argument(help: "Jobs at a time, in the whole fleet.") var concurrency: Int
    @OptionGroup var gate: GateOptions
    @Option(help: "Why, for the others.") var note = ""
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (1...1_000_000).contains(concurrency) else {
            throw ValidationError("A limit is between 1 and 1000000; to let nothing pass: presswork pause.")
        }
        guard gate.channel == nil else {
            throw ValidationError("A channel can be paused, not limited: limit the stage distribute.")
        }
    }

    func run() async throws {
        let (gate, note, concurrency) = (gate, note, concurrency)
        let scope = try await database.with { platform in
            let scope = try await gate.scope(platform)
            try await platform.jobs.limit(scope, to: concurrency, by: Operator.name, note: note)
            return scope
        }
        try database.confirm("At most \(concurrency) at a time: \(gate.words).", scope)
    }
}
