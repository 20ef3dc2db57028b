import Catalog
import Pipelines

/// How far a run is in one stage.
struct StageProgress: Sendable, Hashable {
    let stage: Stage
    /// Jobs, or items where their jobs are not made yet.
    let total: Int
    let completed: Int
    /// Of the completed, those that the memo answered.
    let reused: Int
    let failed: Int
    let cancelled: Int
    let running: Int
    let inReview: Int
    let retrying: Int
    /// Seconds of work.
    let seconds: Double
    /// Whether the run has ended: what did not begin will not.
    let isRunOver: Bool

    init(_ stage: Stage, in run: RunDetail) {
        let count = run.stages.first { $0.stage == stage }
        let states = count?.states ?? [:]
        let jobs = states.values.reduce(0, +)
        self.stage = stage
        total = stage == .expand ? max(jobs, 1) : max(jobs, run.summary.items)
        completed = states[.completed] ?? 0
        reused = count?.reused ?? 0
        failed = states[.dead] ?? 0
        cancelled = states[.cancelled] ?? 0
        running = states[.running] ?? 0
        inReview = states[.awaitingReview] ?? 0
        retrying = (states[.retryable] ?? 0) + (states[.snoozed] ?? 0)
        // The time of a review is a person's.
        seconds = stage == .review ? 0 : count?.seconds ?? 0
        isRunOver = run.summary.state.isTerminal
    }

    /// Jobs that have ended, however.
    var ended: Int { completed + failed + cancelled }

    /// Where the stage is, in a word or two.
    var word: Cell {
        if failed > 0 { return Cell("\(failed) failed", .red) }
        if running > 0 { return Cell("running", .cyan) }
        if retrying > 0 { return Cell("\(retrying) will be tried again", .yellow) }
        if inReview > 0 { return Cell("\(inReview) in review", .yellow) }
        if cancelled > 0 { return Cell(cancelled == ended ? "cancelled" : "\(cancelled) cancelled", .yellow) }
        if total > 0, ended == total { return done }
        if isRunOver { return ended > 0 ? done : Cell("not reached", .dim) }
        return Cell(ended > 0 ? "running" : "waiting", .dim)
    }

    private var done: Cell {
        Cell(reused == 0 ? "done" : reused == completed ? "reused" : "done, \(reused) reused", .green)
    }

    /// The share that has ended, in tenths.
    var tenths: Int { total == 0 ? 0 : ended * 10 / total }
}
