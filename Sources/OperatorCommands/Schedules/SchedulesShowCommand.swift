import ArgumentParser
import Catalog
import Pipelines
import PressworkRuntime

/// `presswork schedules show`.
struct SchedulesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "A schedule with its next times and its last runs.")

    @Argument(help: "The pipeline's name.") var pipeline: String
    @OptionGroup var database: DatabaseOptions

    private static let count = 5

    func run() async throws {
        let name = pipeline
        let answer = try await database.with { platform in
            let schedule = try await Operations(platform).schedule(of: name)
            let ticks = try await ScheduleStore(database: platform.database).ticks(
                of: schedule.id, limit: Self.count, for: platform.tenant)
            return try ScheduleAnswer(schedule, next: Self.count, ticks: ticks)
        }
        database.json ? try JSONPrinter.print(answer) : Self.show(answer, on: Terminal())
    }

    private static func show(_ answer: ScheduleAnswer, on terminal: Terminal) {
        terminal.line(terminal.bold(PlainText.line(answer.schedule.pipeline)))
        let paused = answer.schedule.pausedAt.map { "paused since \(Moments.text($0)); then " } ?? ""
        let runs = answer.schedule.mode == .live ? "live: its runs reach the channels" : "its runs rehearse"
        terminal.line(PlainText.line("\(answer.times) · \(paused)\(runs) · catch-up: \(answer.catchup)"))
        if let refusal = answer.schedule.refusal {
            terminal.line(PlainText.line("It did not fire at its last time: \(refusal)"))
        }
        var table = Table(["time (here)", "run", "state", "mode", "because"])
        for moment in answer.next.reversed() { table.add([Cell(Moments.text(moment)), Cell("–", .dim)]) }
        for tick in answer.ticks ?? [] {
            table.add([
                Cell(Moments.text(tick.fireAt)), .id(tick.run), .state(tick.state), .mode(tick.mode),
                Cell(tick.origin.rawValue),
            ])
        }
        terminal.table(table, empty: "It has not fired yet.")
    }
}
