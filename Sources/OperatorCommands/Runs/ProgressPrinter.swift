import Catalog
import Pipelines

/// Shows a run while it goes on: redrawn where a person watches, news by the line elsewhere.
struct ProgressPrinter {
    private let terminal = Terminal()
    private let stages: [Stage]
    private var shown: ProgressBoard?

    init(stages: [Stage]) { self.stages = stages }

    /// Shows a state of the run.
    mutating func show(_ run: RunDetail) {
        let board = ProgressBoard(run, stages: stages)
        guard board != shown else { return }
        if terminal.isInteractive {
            terminal.redraw(board.lines(width: terminal.width, terminal.styled), over: shown?.stages.count ?? 0)
        } else {
            for line in board.changes(since: shown) { terminal.line(line) }
        }
        shown = board
    }
}
