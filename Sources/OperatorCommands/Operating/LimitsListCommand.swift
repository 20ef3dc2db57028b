import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork limits list`.
struct LimitsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "What is paused, and what is limited.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let gates = try await database.with { try await $0.jobs.gates() }
        try database.show(gates, empty: "Nothing is paused or limited.") { Self.table($0) }
    }

    static func table(_ gates: [Gate]) -> Table {
        var table = Table(["tenant", "pipeline", "stage", "key", "paused since", ">at a time", "by", "note"])
        for gate in gates {
            table.add([
                .optional(gate.tenant), .optional(gate.scope.pipeline), .optional(gate.scope.stage?.rawValue),
                .optional(gate.scope.limitKey), .optional(gate.pausedAt.map { Moments.text($0) }),
                .optional(gate.concurrency), Cell(gate.actor), Cell(gate.note),
            ])
        }
        return table
    }
}
