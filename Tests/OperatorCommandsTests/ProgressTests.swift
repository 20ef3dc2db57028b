import Catalog
import Pipelines
import Testing

@testable import OperatorCommands

@Suite struct ProgressTests {
    private static let stages: [Stage] = [.expand, .scrape, .generate]

    @Test func everyStageHasALine() {
        let run = Samples.detail(
            items: 4, stages: [(.expand, [.completed: 1]), (.scrape, [.completed: 2, .running: 1, .available: 1])])
        let lines = ProgressBoard(run, stages: Self.stages).lines(width: 62)
        #expect(
            lines == [
                "  expand    ━━━━━━━━  1/1  done",
                "  scrape    ━━━━────  2/4  running",
                "  generate  ────────  0/4  waiting",
            ])
    }

    @Test func linesFitTheTerminal() {
        let run = Samples.detail(
            items: 1_000_000, stages: [(.expand, [.running: 1]), (.scrape, [.retryable: 999_999])])
        for width in [60, 80, 200] {
            for line in ProgressBoard(run, stages: Self.stages).lines(width: width) {
                #expect(PlainText.width(of: line) <= max(width, 60), "\(line)")
            }
        }
    }

    @Test func oneFailureAmongThousandsIsSeen() {
        let run = Samples.detail(items: 10_000, stages: [(.scrape, [.completed: 9_999, .dead: 1])])
        let lines = ProgressBoard(run, stages: [.scrape]).lines(width: 82) { text, style in
            style == .red && text.contains("━") ? "X" : text
        }
        #expect(lines[0].contains("X"))
        #expect(lines[0].contains("1 failed"))
    }

    @Test(arguments: [
        ([JobState.completed: 2], "done"), ([.completed: 1, .running: 1], "running"), ([.dead: 1], "1 failed"),
        ([.awaitingReview: 2], "2 in review"), ([.retryable: 1], "1 will be tried again"), ([:], "waiting"),
        ([.completed: 1, .available: 1], "running"), ([.cancelled: 2], "cancelled"),
        ([.completed: 1, .cancelled: 1], "1 cancelled"),
    ])
    func aStageSaysWhereItIs(states: [JobState: Int], word: String) {
        let run = Samples.detail(stages: states.isEmpty ? [] : [(.scrape, states)])
        #expect(StageProgress(.scrape, in: run).word.text == word)
    }

    @Test(arguments: [(0, "done"), (1, "done, 1 reused"), (2, "reused")])
    func aStageSaysWhatItTookFromEarlierRuns(reused: Int, word: String) {
        let run = Samples.detail(.completed, stages: [(.cover, [.completed: 2])], reused: reused)
        #expect(StageProgress(.cover, in: run).word.text == word)
    }

    @Test func whatARunDidNotReachIsNotWaitedFor() {
        let run = Samples.detail(.failed, dead: 2, stages: [(.scrape, [.dead: 2])])
        #expect(StageProgress(.generate, in: run).word.text == "not reached")
        let partly = Samples.detail(.partlyFailed, dead: 1, stages: [(.generate, [.completed: 1])])
        #expect(StageProgress(.generate, in: partly).word.text == "done")
    }

    @Test func aLogSaysOnlyWhatIsNew() {
        let begun = ProgressBoard(
            Samples.detail(items: 100, stages: [(.expand, [.completed: 1]), (.scrape, [.running: 8])]),
            stages: Self.stages)
        #expect(begun.changes(since: nil) == ["expand: 1/1 done"])
        let same = ProgressBoard(
            Samples.detail(items: 100, stages: [(.expand, [.completed: 1]), (.scrape, [.completed: 3, .running: 8])]),
            stages: Self.stages)
        #expect(same.changes(since: begun) == [])
        let more = ProgressBoard(
            Samples.detail(
                items: 100, stages: [(.expand, [.completed: 1]), (.scrape, [.completed: 31, .running: 8])]),
            stages: Self.stages)
        #expect(more.changes(since: same) == ["scrape: 31/100 running"])
    }
}
