import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork workers list`.
struct WorkersListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Workers that live, and those of the last hour.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let workers = try await database.with { try await $0.runs.workers() }
        try database.show(workers, empty: "No worker was here in the last hour.") { Self.table($0) }
    }

    static func table(_ workers: [WorkerSummary]) -> Table {
        var table = Table(["worker", "state", "host", "stages", "began", "seen"])
        for worker in workers {
            let state: Cell =
                worker.isLive
                ? worker.isDraining ? Cell("draining", .yellow) : Cell("live", .green) : Cell("gone", .dim)
            table.add([
                .id(worker.id), state, Cell(worker.host),
                Cell(zip(worker.stages, worker.slots).map { "\($0)=\($1)" }.joined(separator: " ")),
                Cell(Moments.text(worker.startedAt)),
                Cell(Moments.text(worker.seenAt)),
            ])
        }
        return table
    }
}
