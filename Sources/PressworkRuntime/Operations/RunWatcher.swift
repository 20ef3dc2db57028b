package import Catalog
package import Pipelines

/// Follows a run until it ends or waits for a person.
package struct RunWatcher: Sendable {
    /// How often people see a change; the fleet itself never polls for work.
    private static let interval: Duration = .milliseconds(100)

    private let runs: RunStore

    package init(_ runs: RunStore) { self.runs = runs }

    /// - Parameter seen: called with each new state of the run.
    /// - Returns: The run as it stands when it has ended, when nothing but reviews is left, or when it was paused.
    /// - Throws: ``RuntimeError`` `notFound`; `CancellationError`.
    package func follow(_ run: RunID, _ seen: (RunDetail) async throws -> Void) async throws -> RunDetail {
        while true {
            guard let detail = try await runs.show(run) else {
                throw RuntimeError(.notFound, "There is no run \(run).")
            }
            try await seen(detail)
            if detail.summary.state.isTerminal || detail.waitsForPeople || detail.summary.isPaused { return detail }
            try await Task.sleep(for: Self.interval)
        }
    }
}

extension RunDetail {
    /// Whether every job that is left waits for a review.
    package var waitsForPeople: Bool {
        let open = stages.flatMap { $0.states }.filter { !$0.key.isTerminal && $0.value > 0 }
        return !open.isEmpty && open.allSatisfy { $0.key == .awaitingReview }
    }
}
