import Catalog
import Pipelines

/// A run as one line for each stage: a value, so that what is drawn can be tested.
struct ProgressBoard: Sendable, Hashable {
    let stages: [StageProgress]

    /// - Parameter stages: Those that the run goes through, begun or not.
    init(_ run: RunDetail, stages: [Stage]) {
        self.stages = stages.map { StageProgress($0, in: run) }
    }

    private static let barLimit = 28
    /// Columns beside the bar: name, figures, word, time.
    private static let beside = 54

    /// Lines for a terminal of `width` columns.
    func lines(width: Int, _ paint: (String, Style) -> String = { text, _ in text }) -> [String] {
        let bar = max(4, min(Self.barLimit, width - Self.beside))
        let names = stages.map { PlainText.width(of: $0.stage.rawValue) }.max() ?? 0
        let figures = stages.map { "\($0.ended)/\($0.total)" }
        let figureWidth = figures.map(\.count).max() ?? 0
        return zip(stages, figures).map { stage, figure in
            let name = stage.stage.rawValue.padded(to: names)
            let gap = String(repeating: " ", count: figureWidth - figure.count)
            let time = stage.seconds > 0 ? "  " + paint(Moments.length(seconds: stage.seconds), .dim) : ""
            let word = paint(stage.word.text, stage.word.style)
            return "  \(name)  \(Self.bar(stage, width: bar, paint))  \(gap)\(figure)  \(word)\(time)"
        }
    }

    /// Lines for people who read a log: one for each stage that says something new since `earlier`.
    func changes(since earlier: ProgressBoard?) -> [String] {
        stages.enumerated().compactMap { index, stage in
            let before = earlier.flatMap { $0.stages.count > index ? $0.stages[index] : nil }
            let isNews = before.map { $0.word != stage.word || $0.tenths != stage.tenths } ?? (stage.ended > 0)
            guard isNews, stage.word.text != "waiting" else { return nil }
            return "\(stage.stage.rawValue): \(stage.ended)/\(stage.total) \(stage.word.text)"
        }
    }

    private static func bar(_ stage: StageProgress, width: Int, _ paint: (String, Style) -> String) -> String {
        let total = max(stage.total, 1)
        let good = (stage.completed + stage.cancelled) * width / total
        // One failure among thousands must be seen.
        let bad = stage.failed == 0 ? 0 : max(1, stage.failed * width / total)
        let filled = min(width, good + bad)
        return paint(String(repeating: "━", count: filled - min(bad, filled)), .green)
            + paint(String(repeating: "━", count: min(bad, filled)), .red)
            + paint(String(repeating: "─", count: width - filled), .dim)
    }
}

extension String {
    /// The text with blanks behind it, `width` columns in all.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - PlainText.width(of: self)))
    }
}
