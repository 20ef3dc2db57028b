package import Pipelines

/// How an attempt ended; the fence is the job's attempt.
package struct Settlement: Sendable {
    /// How the attempt ended.
    package enum Outcome: Sendable {
        /// Done. The memo's key, when the output may be taken again.
        case completed(JSONValue, memo: Digest?)
        /// Done without work: the memo held this output.
        case reused(JSONValue)
        /// Failed; again after the delay. Counts an error.
        case retryable(JobFailure, after: Duration)
        /// Not now; again after the delay. Counts nothing.
        case snoozed(Duration, reason: String)
        /// A person decides over this output.
        case awaitingReview(JSONValue)
        case cancelled
        /// Failed for good. Counts an error.
        case dead(JobFailure)
        /// Given back unfinished; counts nothing.
        case released
    }

    package var job: JobID
    /// Whether it is one of the parts that another job joins.
    package var isPart: Bool
    package var attempt: Int
    package var outcome: Outcome
    /// What comes next for its item when it is completed, as far as the worker knows.
    package var next: Stage?

    package init(_ job: JobReference, _ outcome: Outcome, next: Stage? = nil) {
        self.job = job.id
        isPart = !job.part.isEmpty && job.part != JobReference.join
        attempt = job.attempt
        self.outcome = outcome
        self.next = next
    }

    package var state: JobState {
        switch outcome {
        case .completed, .reused: .completed
        case .retryable: .retryable
        case .snoozed: .snoozed
        case .awaitingReview: .awaitingReview
        case .cancelled: .cancelled
        case .dead: .dead
        case .released: .available
        }
    }
}
