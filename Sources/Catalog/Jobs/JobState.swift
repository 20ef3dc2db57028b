import Postgres

/// Where a job is in its life; see `docs/job-states.md`. A job in the dispatch window is still available.
///
/// Counts by state are JSON objects: hence the coding key.
package enum JobState: String, Sendable, Hashable, CaseIterable, Codable, CodingKeyRepresentable, PostgresArrayElement,
    PostgresDecodable
{
    case scheduled, available, running, completed, retryable, snoozed
    case awaitingReview = "awaiting_review"
    case cancelled, dead

    /// Whether nothing more happens to the job by itself.
    package var isTerminal: Bool { [.completed, .cancelled, .dead].contains(self) }
}
