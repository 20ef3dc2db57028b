import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork resume`.
struct ResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Lets what `presswork pause` stopped go on.")

    @OptionGroup var gate: GateOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let gate = gate
        let scope = try await database.with { platform in
            let scope = try await gate.scope(platform)
            guard try await platform.jobs.resume(scope, by: Operator.name) else {
                throw RuntimeError(.notFound, "Not paused: \(gate.words). What is, tells: presswork limits list")
            }
            return scope
        }
        try database.confirm("Goes on: \(gate.words).", scope)
    }
}
