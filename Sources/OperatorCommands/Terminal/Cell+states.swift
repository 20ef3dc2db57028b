import Catalog
import Pipelines

extension Cell {
    static func state(_ state: RunState, isPaused: Bool = false) -> Cell {
        if isPaused, !state.isTerminal { return Cell("paused", .yellow) }
        return switch state {
        case .completed: Cell("completed", .green)
        case .failed: Cell("failed", .red)
        case .partlyFailed: Cell("partly failed", .red)
        case .running: Cell("running", .cyan)
        case .cancelling: Cell("cancelling", .yellow)
        case .cancelled: Cell("cancelled", .yellow)
        }
    }

    static func state(_ state: JobState, isReused: Bool = false) -> Cell {
        switch state {
        case .completed where isReused: Cell("reused", .green)
        case .completed: Cell("completed", .green)
        case .dead: Cell("failed", .red)
        case .running: Cell("running", .cyan)
        case .awaitingReview: Cell("in review", .yellow)
        case .retryable: Cell("will retry", .yellow)
        case .snoozed: Cell("snoozed", .yellow)
        case .cancelled: Cell("cancelled", .yellow)
        case .scheduled, .available: Cell("waiting", .dim)
        }
    }

    static func state(_ state: DeliveryState) -> Cell {
        switch state {
        case .confirmed: Cell(state.rawValue, .green)
        case .failed: Cell(state.rawValue, .red)
        case .unknown: Cell(state.rawValue, .yellow)
        case .planned: Cell(state.rawValue, .dim)
        case .armed, .sent: Cell(state.rawValue, .cyan)
        }
    }

    static func mode(_ mode: RunMode) -> Cell { Cell(mode.rawValue, mode == .live ? .bold : .plain) }
}
