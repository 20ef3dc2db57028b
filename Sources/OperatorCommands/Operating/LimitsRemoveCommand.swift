import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork limits remove`.
struct LimitsRemoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "Takes a limit away.")

    @OptionGroup var gate: GateOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let gate = gate
        let scope = try await database.with { platform in
            let scope = try await gate.scope(platform)
            try await platform.jobs.limit(scope, to: nil, by: Operator.name)
            return scope
        }
        try database.confirm("No limit: \(gate.words).", scope)
    }
}
