import Catalog
import Foundation
import Pipelines

extension RunReport {
    private static let printedItems = 20

    /// Item, stage, state, time and cost: every step of the first items, and of items that failed.
    var table: Table {
        var table = Table(["item", "stage", "state", ">time", ">cost"])
        var last: String??
        for step in printedSteps {
            table.add([
                last == .some(step.item) ? Cell("") : Cell(step.item ?? "(run)", .bold), Cell(step.stage.rawValue),
                .state(step.state, isReused: step.isReused),
                step.seconds > 0 ? Cell(Moments.length(seconds: step.seconds)) : Cell("–", .dim),
                step.cost.map { Cell($0.description) } ?? Cell("–", .dim),
            ])
            last = .some(step.item)
        }
        return table
    }

    /// Items that the table leaves out.
    var hiddenItems: Int { Set(steps.compactMap(\.item)).count - Set(printedSteps.compactMap(\.item)).count }

    private var printedSteps: [Step] {
        let failed = steps.filter { $0.state == .dead }.prefix(Self.printedItems).compactMap(\.item)
        var shown = Set(failed)
        for item in steps.compactMap(\.item) where shown.count < Self.printedItems { shown.insert(item) }
        return steps.filter { $0.item.map(shown.contains) ?? true }
    }

    /// One sentence: how the run ended, how long it took, what it cost.
    var headline: String {
        let summary = run.summary
        let items = "\(summary.items) \(summary.items == 1 ? "item" : "items")"
        let ending =
            switch summary.state {
            case .completed where summary.completed == summary.items: "\(items) completed"
            case .completed: "\(summary.completed) of \(items) completed, \(summary.cancelled) cancelled"
            case .failed: "failed"
            case .partlyFailed: "\(summary.completed) of \(items) completed, \(summary.dead) failed"
            case .cancelled: "cancelled"
            case .running, .cancelling:
                summary.isPaused ? "paused" : exitCode == 4 ? "waits for a person" : summary.state.rawValue
            }
        let time = summary.finishedAt.map { end in
            " in " + Moments.length(seconds: end.timeIntervalSince(summary.createdAt))
        }
        return "\(summary.pipeline) (\(summary.mode.rawValue)): \(ending)\(time ?? ""), \(cost.spent) spent"
    }

    /// What is to be done next, a line each; empty when the run is done.
    var advice: [String] {
        var lines: [String] = []
        for failure in run.failures.prefix(Self.printedItems) {
            let item = failure.itemKey.map { "\($0), " } ?? ""
            let reason = failure.failure.map { "\($0.code): \($0.message)" } ?? "no reason was kept"
            lines.append("\(item)\(failure.stage.rawValue): \(reason)")
            if failure.state == .dead { lines.append("  try again: presswork dead retry \(failure.id)") }
        }
        if run.failures.count > 1, run.failures.contains(where: { $0.state == .dead }) {
            lines.append("  try all of them again: presswork runs retry \(run.summary.id)")
        }
        if run.summary.isPaused { lines.append("Paused. Go on with: presswork runs resume \(run.summary.id)") }
        if run.stages.contains(where: { ($0.states[.awaitingReview] ?? 0) > 0 }) {
            lines.append("Waits for a review. See: presswork review list")
        }
        let parked = deliveries.count { $0.state == .unknown }
        if parked > 0 {
            lines.append(
                "\(parked) \(parked == 1 ? "delivery has" : "deliveries have") an unknown end. See: "
                    + "presswork deliveries list --state unknown")
        }
        return lines
    }

    /// Prints all of it.
    func show(on terminal: Terminal = Terminal()) {
        terminal.line()
        terminal.table(table, empty: "The run has no items.")
        if hiddenItems > 0 { terminal.line(terminal.dim("… and \(hiddenItems) more items")) }
        terminal.line()
        terminal.line(
            terminal.styled(PlainText.line(headline), exitCode == 0 ? .green : exitCode == 4 ? .yellow : .red))
        for line in advice { terminal.line(PlainText.line(line)) }
        if let page { terminal.line("Everything is shown in \(terminal.bold(PlainText.line(page)))") }
        terminal.line(terminal.dim("run \(run.summary.id)"))
    }
}
