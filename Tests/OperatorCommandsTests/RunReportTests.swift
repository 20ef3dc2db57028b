import Foundation
import Pipelines
import Testing

@testable import Catalog
@testable import OperatorCommands

@Suite struct RunReportTests {
    private static func report(
        _ state: RunState = .completed, jobs: [JobSummary], stages: [(Stage, [JobState: Int])] = [],
        failures: [JobSummary] = [], dead: Int = 0, isPaused: Bool = false
    ) -> RunReport {
        RunReport(
            run: Samples.detail(state, dead: dead, isPaused: isPaused, stages: stages, failures: failures), jobs: jobs,
            products: [], deliveries: [], cost: CostReport(lines: [], spent: .zero, reserved: .zero), page: nil)
    }

    @Test func partsOfAStageAreOneStep() {
        let report = Self.report(jobs: [
            Samples.job(.expand, .completed, item: nil), Samples.job(.scrape, .completed, seconds: 1),
            Samples.job(.scrape, .dead, seconds: 2), Samples.job(.scrape, .completed, seconds: 3),
            Samples.job(.generate, .available, seconds: nil),
        ])
        #expect(report.steps.map(\.stage) == [.expand, .scrape, .generate])
        #expect(report.steps.map(\.state) == [.completed, .dead, .available])
        #expect(report.steps.map(\.seconds) == [1.5, 6, 0])
    }

    @Test func theTableNamesEachItemOnce() {
        let report = Self.report(jobs: [
            Samples.job(.scrape, .completed, item: "a"), Samples.job(.generate, .completed, item: "a"),
            Samples.job(.scrape, .dead, item: "b"),
        ])
        #expect(
            report.table.lines() == [
                "ITEM  STAGE     STATE        TIME  COST",
                "a     scrape    completed  1.50 s     –",
                "      generate  completed  1.50 s     –",
                "b     scrape    failed     1.50 s     –",
            ])
    }

    @Test func aStepIsReusedWhenAllOfItIs() {
        let report = Self.report(jobs: [
            Samples.job(.generate, .completed, isReused: true), Samples.job(.generate, .completed, isReused: true),
            Samples.job(.cover, .completed, isReused: true), Samples.job(.cover, .completed),
            Samples.job(.assemble, .completed, isReused: true), Samples.job(.assemble, .dead),
        ])
        #expect(report.steps.map(\.isReused) == [true, false, false])
        #expect(report.table.lines().map { $0.contains("reused") } == [false, true, false, false])
    }

    @Test func failedItemsAreShownAmongMany() {
        var jobs = (0..<50).map { Samples.job(.scrape, .completed, item: "item-\($0)") }
        jobs.append(Samples.job(.scrape, .dead, item: "the-bad-one"))
        let report = Self.report(jobs: jobs)
        #expect(report.table.lines().contains { $0.hasPrefix("the-bad-one") })
        #expect(report.hiddenItems == 31)
    }

    @Test func aFailureComesWithItsCommand() {
        let job = Samples.job(
            .scrape, .dead, failure: JobFailure(code: "source.unreachable", message: "No answer."), errors: 5)
        let report = Self.report(.failed, jobs: [job], failures: [job], dead: 2)
        #expect(report.exitCode == 1)
        #expect(
            report.advice == [
                "2026-W47, scrape: source.unreachable: No answer.", "  try again: presswork dead retry \(job.id)",
            ])
    }

    @Test func whatWaitsForAPersonSaysWhereToLook() {
        let waiting = Self.report(
            .running, jobs: [Samples.job(.review, .awaitingReview)], stages: [(.review, [.awaitingReview: 1])])
        #expect(waiting.exitCode == 4)
        #expect(waiting.advice == ["Waits for a review. See: presswork review list"])
        let paused = Self.report(.running, jobs: [], stages: [(.scrape, [.available: 1])], isPaused: true)
        #expect(paused.advice == ["Paused. Go on with: presswork runs resume \(Samples.run)"])
    }

    @Test func thinkingIsNoWork() {
        #expect(Self.report(jobs: [Samples.job(.review, .completed, seconds: 3_600)]).steps.map(\.seconds) == [0])
    }

    @Test func theHeadlineSaysHowItEnded() {
        #expect(
            Self.report(jobs: []).headline == "tank-weekly (rehearse): 2 items completed in 12.3 s, 0.00 USD spent")
    }

    @Test func jsonIsOneDocumentOfObjects() throws {
        let report = Self.report(jobs: [Samples.job(.scrape, .completed)], stages: [(.scrape, [.completed: 2])])
        let bytes = try JSONPrinter.bytes(of: report)
        #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 1)
        let document = try JSONValue(parsing: bytes)
        guard case .object(let members) = document else { return #expect(Bool(false), "not an object") }
        #expect(Set(members.keys) == ["cost", "deliveries", "exitCode", "products", "run", "steps"])
        #expect(document["exitCode"] == .integer(0))
        guard case .array(let stages)? = document["run"]?["stages"] else { return #expect(Bool(false), "no stages") }
        #expect(stages.first?["states"] == .object(["completed": .integer(2)]))
        #expect(document["run"]?["summary"]?["createdAt"] == .string("2026-11-21T05:46:40Z"))
    }
}
