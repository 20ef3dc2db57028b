import Catalog
import Pipelines
import Testing

@testable import OperatorCommands

@Suite struct TableTests {
    @Test func columnsAreAsWideAsTheirWidestCell() {
        var table = Table(["item", ">time", "state"])
        table.add(["2026-W47", "1.50 s", "done"])
        table.add(["魚", "12.3 s", Cell("failed", .red)])
        #expect(
            table.lines() == [
                "ITEM        TIME  STATE",
                "2026-W47  1.50 s  done",
                "魚        12.3 s  failed",
            ])
    }

    @Test func styleTakesNoRoom() {
        var table = Table(["a", "b"])
        table.add([Cell("x", .green), "y"])
        table.add(["xyz", "y"])
        let painted = table.lines { text, style in style == .green ? "<\(text)>" : text }
        #expect(painted == ["A    B", "<x>    y", "xyz  y"])
    }

    @Test func aPartOfAStageIsNamed() {
        let steps = ["", "mail/3", JobReference.join].map { Samples.job(.distribute, .dead, part: $0).step }
        #expect(steps == ["distribute", "distribute mail/3", "distribute (joins)"])
    }

    @Test func aTableWithoutRowsIsEmpty() {
        #expect(Table(["a"]).isEmpty)
    }

    @Test func textOfOthersCannotMoveTheCursor() {
        let cell = Cell("a\u{1B}[2Jb\nc\u{202E}d\u{7}")
        #expect(cell.text == "a [2Jb c d ")
        #expect(PlainText.block("a\n\tb\u{1B}") == "a\n\tb ")
    }

    @Test func longTextEndsInAnEllipsis() {
        #expect(PlainText.shortened("abcdef", to: 6) == "abcdef")
        #expect(PlainText.shortened("abcdefg", to: 6) == "abcde…")
        #expect(PlainText.shortened("魚魚魚魚", to: 6) == "魚魚…")
    }

    @Test(arguments: [
        (0.0, "0.00 s"), (0.421, "0.42 s"), (9.994, "9.99 s"), (9.996, "10.0 s"), (12.34, "12.3 s"),
        (99.96, "1 min 40 s"),
        (245.0, "4 min 05 s"), (3_600.0, "1 h 0 min"), (7_800.0, "2 h 10 min"), (-3.0, "0.00 s"),
    ])
    func lengthsAreReadable(seconds: Double, text: String) {
        #expect(Moments.length(seconds: seconds) == text)
    }
}
