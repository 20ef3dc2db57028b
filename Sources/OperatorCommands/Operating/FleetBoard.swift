import Catalog
import Foundation
import Pipelines

/// The fleet as a person watches it: a value, so that what is drawn can be tested.
struct FleetBoard {
    let view: FleetView

    init(_ view: FleetView) { self.view = view }

    /// A headline, a line for each lane, a line for each worker.
    func lines(_ paint: (String, Style) -> String = { text, _ in text }) -> [String] {
        var lines = [paint(headline, .bold)]
        if view.unknownDeliveries > 0 {
            let noun = view.unknownDeliveries == 1 ? "delivery has" : "deliveries have"
            lines.append(
                paint(
                    "\(view.unknownDeliveries) \(noun) an unknown end: presswork deliveries list --state unknown",
                    .yellow))
        }
        if view.paused + view.limited > 0 {
            lines.append(paint("\(view.paused) paused, \(view.limited) limited: presswork limits list", .yellow))
        }
        lines += [""] + lanes.lines(paint)
        guard !view.workers.isEmpty else { return lines + ["", paint("No worker lives.", .red)] }
        return lines + [""] + workers.lines(paint)
    }

    private var headline: String {
        let workers = "\(view.workers.count) \(view.workers.count == 1 ? "worker" : "workers")"
        let runs = "\(view.openRuns) open \(view.openRuns == 1 ? "run" : "runs")"
        let running = view.lanes.map(\.running).reduce(0, +)
        let rate = Self.rate(view.lanes.map(\.perSecond).reduce(0, +))
        return "\(Moments.text(view.at)) · \(workers) · \(runs) · \(running) running · \(rate) jobs/s"
    }

    private var lanes: Table {
        var table = Table([
            "lane", ">running", ">slots", ">waiting", ">oldest", ">delayed", ">in review", ">dead", ">jobs/s",
        ])
        for lane in view.lanes {
            table.add([
                Cell(lane.stage.rawValue, .bold), Self.count(lane.running, .cyan),
                lane.slots == 0 ? Cell("none", lane.available > 0 ? .red : .dim) : Cell("\(lane.slots)"),
                Self.count(lane.available), lane.available > 0 ? Cell(Moments.length(seconds: lane.oldest)) : Self.none,
                Self.count(lane.delayed, .yellow), Self.count(lane.inReview, .yellow), Self.count(lane.dead, .red),
                lane.perSecond > 0 ? Cell(Self.rate(lane.perSecond), .green) : Self.none,
            ])
        }
        return table
    }

    private var workers: Table {
        var table = Table(["worker", "host", "state", ">running", ">slots", ">jobs/s", ">seen", "stages"])
        for worker in view.workers {
            let rate = worker.perSecond.values.reduce(0, +)
            table.add([
                .id(worker.id), Cell(worker.host),
                worker.isDraining ? Cell("draining", .yellow) : Cell("live", .green), Self.count(worker.running, .cyan),
                Cell("\(worker.slots.reduce(0, +))"),
                rate > 0 ? Cell(Self.rate(rate), .green) : Self.none,
                Cell("\(Moments.length(seconds: view.at.timeIntervalSince(worker.seenAt))) ago"),
                Cell(worker.stages.joined(separator: " ")),
            ])
        }
        return table
    }

    private static var none: Cell { Cell("–", .dim) }

    private static func count(_ count: Int, _ style: Style = .plain) -> Cell {
        count == 0 ? none : Cell("\(count)", style)
    }

    /// `0.3`, `41.2`, `12345`.
    static func rate(_ rate: Double) -> String {
        guard rate < 100 else { return "\(Int(rate.rounded()))" }
        let tenths = Int((rate * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
