package import Pipelines

/// What a worker goes on with at once, of the jobs that its settlements make available: they begin as running, under it,
/// where no limit and no gate stands before them.
package struct Following: Sendable {
    /// Of each settlement, whether the worker goes on with what comes next.
    package var isWanted: [Bool]
    /// Ids for the jobs that come next, one for each settlement: the same when the settlements are sent again, so that what
    /// the first sending took is found.
    package var successors: [JobID]
    /// Names what it takes; ``JobStore/settle(_:by:again:ended:following:)`` wants to know when nothing of it runs any more.
    package var claim: ClaimID

    package init(_ isWanted: [Bool], claim: ClaimID = .fresh()) {
        self.isWanted = isWanted
        self.claim = claim
        successors = JobID.fresh(isWanted.count)
    }
}
