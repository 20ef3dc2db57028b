import ArgumentParser
import Catalog
import Foundation
import Pipelines
import PressworkRuntime

/// `presswork backfill`: runs for past times of a schedule.
struct BackfillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill", abstract: "Makes the runs that a schedule would have made over a range of time.",
        discussion: """
            A few at a time, behind other work. Mail and social channels are not reached: a letter of last spring is \
            nobody's news. Watch with: presswork backfills show ID
            """)

    /// Which end of the range is made first.
    enum Order: String, ExpressibleByArgument, CaseIterable { case oldest, newest }

    @Argument(help: "The pipeline's name.") var pipeline: String
    @Option(help: ArgumentHelp("The first moment or day, by the schedule's clock.", valueName: "time"))
    var from: MomentArgument
    @Option(help: ArgumentHelp("The first moment or day that is not part of it any more.", valueName: "time"))
    var to: MomentArgument
    @Option(help: "How many of its runs are open at a time.") var concurrency = 1
    @Option(help: "Which runs are made first.") var order = Order.oldest
    @Option(help: "Which times get a run: those that have none, or failed ones too, or all.")
    var reprocess = NewBackfill.Reprocess.missing
    @Option(help: "Other times than the manifest's.") var cron: String?
    @Option(name: .customLong("tz"), help: "Another IANA time zone than the manifest's.") var zone: String?
    @Option(name: .customLong("param"), help: ArgumentHelp("A parameter; may be repeated.", valueName: "name=value"))
    var parameters: [ParameterArgument] = []
    @Flag(exclusivity: .exclusive) var mode: OrderOptions.Mode?
    @Flag(help: "Print what would be made, and make nothing.") var dryRun = false
    @OptionGroup var database: DatabaseOptions

    /// What `--json` prints: the backfill, unless nothing was to be made, and its times.
    struct Answer: Encodable, Sendable {
        var backfill: BackfillID?
        var plan: BackfillPlan
    }

    func validate() throws {
        guard (1...100).contains(concurrency) else { throw ValidationError("--concurrency is between 1 and 100.") }
        if mode == nil, !dryRun {
            throw ValidationError("Say --rehearse (nothing leaves), --live (channels are reached) or --dry-run.")
        }
        if let cron {
            do throws(CronError) { _ = try CronExpression(cron) } catch { throw ValidationError(error.message) }
        }
        if let zone, TimeZone(identifier: zone) == nil { throw ValidationError("\(zone) is not a time zone.") }
        guard Set(parameters.map(\.name)).count == parameters.count else {
            throw ValidationError("A --param is given twice.")
        }
    }

    func run() async throws {
        let (name, order, isDry) = (pipeline, request, dryRun)
        let answer = try await database.with { platform in
            let operations = Operations(platform)
            let applied = try await operations.pipeline(named: name)
            if !isDry, let (id, plan) = try await operations.backfill(order, of: applied) {
                return Answer(backfill: id, plan: plan)
            }
            return Answer(backfill: nil, plan: try await operations.plan(order, of: applied))
        }
        if database.json { return try JSONPrinter.print(answer) }
        let terminal = Terminal()
        if isDry {
            terminal.table(Self.table(answer.plan), empty: "The range has no time of the schedule.")
        }
        terminal.line(Self.sentence(answer, isDry: isDry))
    }

    private var request: BackfillOrder {
        let (from, to) = (from, to)
        return BackfillOrder(
            cron: cron, zone: zone, from: { from.date(in: $0) }, to: { to.date(in: $0) },
            mode: mode == .live ? .live : .rehearse,
            parameters: Dictionary(parameters.map { ($0.name, $0.value) }) { _, last in last },
            concurrency: concurrency, newestFirst: order == .newest, reprocess: reprocess, actor: Operator.name)
    }

    static func sentence(_ answer: Answer, isDry: Bool) -> String {
        let made = answer.plan.made.count
        let runs = "\(made) \(made == 1 ? "run" : "runs") of \(answer.plan.times.count) times"
        if isDry { return "It would make \(runs) (\(answer.plan.mode.rawValue)). Nothing was made." }
        guard let id = answer.backfill else { return "Nothing to make: no time of the range needs a run." }
        return "Backfill \(id) makes \(runs). See: presswork backfills show \(id)"
    }

    static func table(_ plan: BackfillPlan) -> Table {
        var table = Table(["time (here)", "made", "newest run"])
        for time in plan.times {
            table.add([
                Cell(Moments.text(time.at)), time.isMade ? Cell("yes", .green) : Cell("no", .dim),
                time.isOrdered ? Cell("ordered already", .dim) : time.newest.map { .state($0) } ?? Cell("–", .dim),
            ])
        }
        return table
    }
}
