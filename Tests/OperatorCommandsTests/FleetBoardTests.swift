import Foundation
import Pipelines
import Testing

@testable import Catalog
@testable import OperatorCommands

@Suite struct FleetBoardTests {
    private static func view(_ change: (inout FleetView) -> Void = { _ in }) -> FleetView {
        var view = FleetView(
            at: Samples.start,
            lanes: Stage.allCases.map {
                FleetView.Lane(
                    stage: $0, slots: 0, running: 0, available: 0, delayed: 0, inReview: 0, dead: 0, perSecond: 0,
                    oldest: 0)
            }, workers: [], openRuns: 1, unknownDeliveries: 0, paused: 0, limited: 0)
        change(&view)
        return view
    }

    @Test func everyLaneHasALine() throws {
        let view = Self.view { view in
            view.lanes[1].slots = 32
            view.lanes[1].running = 7
            view.lanes[1].available = 120
            view.lanes[1].oldest = 75
            view.lanes[1].perSecond = 41.25
            view.lanes[2].available = 3
            view.lanes[2].dead = 2
        }
        let lines = FleetBoard(view).lines { text, style in style == .red ? "!\(text)" : text }
        #expect(lines[0].contains("0 workers · 1 open run · 7 running · 41.3 jobs/s"))
        let scrape = try #require(lines.first { $0.hasPrefix("scrape ") })
        #expect(
            scrape.split(separator: " ").map(String.init)
                == ["scrape", "7", "32", "120", "75.0", "s", "–", "–", "–", "41.3"])
        // Work that nobody takes is seen.
        let generate = try #require(lines.first { $0.hasPrefix("generate ") })
        #expect(generate.contains("!none") && generate.contains("!2"))
        #expect(lines.last == "!No worker lives.")
        #expect(lines.count == 3 + 1 + Stage.allCases.count + 1)
    }

    @Test func workersAndWhatWaitsForAPersonAreNamed() {
        let view = Self.view { view in
            view.unknownDeliveries = 2
            (view.paused, view.limited) = (1, 2)
            view.workers = [
                FleetView.Worker(
                    id: .fresh(), host: "press-1\u{1B}[2J", stages: ["scrape", "cover"], slots: [8, 8], running: 3,
                    isDraining: true, perSecond: ["scrape": 2, "cover": 0.5], startedAt: Samples.start,
                    seenAt: Samples.start - 4)
            ]
        }
        let lines = FleetBoard(view).lines()
        #expect(lines[1] == "2 deliveries have an unknown end: presswork deliveries list --state unknown")
        #expect(lines[2] == "1 paused, 2 limited: presswork limits list")
        let last = lines.last ?? ""
        #expect(last.contains("draining") && last.contains("16") && last.contains("2.5") && last.contains("4.00 s ago"))
        #expect(!last.contains("\u{1B}"))
    }

    @Test(arguments: [(0.04, "0.0"), (0.25, "0.3"), (99.94, "99.9"), (99.96, "100.0"), (31_234.5, "31235")])
    func ratesAreShort(rate: Double, text: String) {
        #expect(FleetBoard.rate(rate) == text)
    }
}
