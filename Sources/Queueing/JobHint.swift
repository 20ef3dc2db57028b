package import Pipelines

/// A hint that a job's row may be claimed at the attempt that the dispatcher saw. Redis decides nothing: a lost hint is
/// offered again, a superfluous one loses the claim.
package struct JobHint: Sendable, Hashable {
    package var id: JobID
    package var attempt: Int

    package init(id: JobID, attempt: Int) {
        self.id = id
        self.attempt = attempt
    }
}
