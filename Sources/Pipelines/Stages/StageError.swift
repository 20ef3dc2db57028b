/// Why a stage could not do its work, and what shall become of the job.
package struct StageError: Error, Sendable, CustomStringConvertible {
    /// What the fleet does with the job.
    package enum Disposition: Sendable, Hashable {
        /// Again later, with backoff and jitter, at least `after` from now; counts against the errors' limit.
        case retry(after: Duration?)
        /// Never again: trying once more cannot help. The job is dead and can be replayed by an operator.
        case discard
        /// Not now, and nobody's fault: a rate limit, a paused channel. Spends no budget.
        case snooze(Duration)
    }

    /// A short stable name such as `source.unreachable`: grouped by in `dead list` and in metrics.
    package var code: String
    /// A sentence that a person can act on; names the URL, file, field or channel; holds no secret.
    package var message: String
    package var disposition: Disposition
    package var underlying: (any Error)?

    package init(code: String, message: String, disposition: Disposition, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.disposition = disposition
        self.underlying = underlying
    }

    package var description: String { "\(message) [\(code)]" }
}
