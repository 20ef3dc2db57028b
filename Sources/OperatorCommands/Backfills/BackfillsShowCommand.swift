import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork backfills show`.
struct BackfillsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A backfill with its times and their runs.")

    @Argument(help: "The backfill's id.") var backfill: BackfillID
    @OptionGroup var database: DatabaseOptions

    /// What `--json` prints.
    struct Answer: Encodable, Sendable {
        var backfill: BackfillSummary
        /// In the order in which their runs are made.
        var times: [BackfillSummary.Tick]
    }

    func run() async throws {
        let id = backfill
        let answer = try await database.with { platform in
            let store = BackfillStore(database: platform.database)
            guard let backfill = try await store.list(id, for: platform.tenant).first else {
                throw RuntimeError(.notFound, "There is no backfill \(id). See: presswork backfills list")
            }
            return Answer(backfill: backfill, times: try await store.ticks(of: id, for: platform.tenant))
        }
        if database.json { return try JSONPrinter.print(answer) }
        let terminal = Terminal()
        terminal.table(BackfillsListCommand.table([answer.backfill]), empty: "")
        terminal.line()
        var table = Table(["time (here)", "run", "state"])
        for time in answer.times {
            table.add([
                Cell(Moments.text(time.fireAt)), .optional(time.run),
                time.state.map { .state($0) }
                    ?? Cell(answer.backfill.state == .cancelled ? "not made" : "waiting", .dim),
            ])
        }
        terminal.table(table, empty: "")
    }
}
