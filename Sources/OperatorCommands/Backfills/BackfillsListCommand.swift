import ArgumentParser
import Catalog
import PressworkRuntime

/// `presswork backfills list`.
struct BackfillsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Backfills, newest first.")

    @Option(help: "At most so many.") var limit = 20
    @OptionGroup var database: DatabaseOptions

    func validate() throws {
        guard (1...1_000).contains(limit) else { throw ValidationError("--limit is between 1 and 1000.") }
    }

    func run() async throws {
        let limit = limit
        let backfills = try await database.with { platform in
            try await BackfillStore(database: platform.database).list(limit: limit, for: platform.tenant)
        }
        try database.show(backfills, empty: "Nothing was backfilled yet.") { Self.table($0) }
    }

    static func table(_ backfills: [BackfillSummary]) -> Table {
        var table = Table(["backfill", "pipeline", "state", "mode", "from (here)", "to (here)", ">times", ">failed"])
        for backfill in backfills {
            let failed = (backfill.runs[.failed] ?? 0) + (backfill.runs[.partlyFailed] ?? 0)
            let ended = backfill.runs.filter { $0.key.isTerminal }.values.reduce(0, +)
            table.add([
                .id(backfill.id), Cell(backfill.pipeline), .state(backfill), .mode(backfill.mode),
                Cell(Moments.text(backfill.from)), Cell(Moments.text(backfill.to)), Cell("\(ended)/\(backfill.times)"),
                failed == 0 ? Cell("–", .dim) : Cell("\(failed)", .red),
            ])
        }
        return table
    }
}

extension Cell {
    static func state(_ backfill: BackfillSummary) -> Cell {
        switch backfill.state {
        case .running where backfill.pausedAt != nil: Cell("paused", .yellow)
        case .running: Cell("running", .cyan)
        case .completed: Cell("completed", .green)
        case .cancelled: Cell("cancelled", .yellow)
        }
    }
}
