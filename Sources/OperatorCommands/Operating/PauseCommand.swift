import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork pause`.
struct PauseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause",
        abstract: "Keeps waiting jobs of a stage, a pipeline or a tenant where they are; running ones finish.",
        discussion: "A paused channel gets nothing more; jobs that want to deliver to it try again each minute.")

    @OptionGroup var gate: GateOptions
    @Option(help: "Why, for the others.") var note = ""
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let (gate, note) = (gate, note)
        let scope = try await database.with { platform in
            let scope = try await gate.scope(platform)
            try await platform.jobs.pause(scope, by: Operator.name, note: note)
            return scope
        }
        try database.confirm("Paused: \(gate.words). Go on with: presswork resume \(gate.flags)", scope)
    }
}
