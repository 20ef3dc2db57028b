import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork limits set`.
struct LimitsSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Lets only so many jobs of a stage, a pipeline, a tenant, a channel or a provider run at a time.",
        discussion: """
            Of a channel it limits the parts in which letters to more than 500 readers leave: other jobs may serve several
            channels, and are limited by their stage. Of a provider it limits the chapters that are jobs of their own; `--stage
            generate` limits all that asks a provider.
            """)

    @Argument(help: "Jobs at a time, in the whole fleet.") var concurrency: Int
    @OptionGroup var gate: GateOptions
    @Option(help: "Why, for the others.") var note = ""
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (1...1_000_000).contains(concurrency) else {
            throw ValidationError("A limit is between 1 and 1000000; to let nothing pass: presswork pause.")
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
