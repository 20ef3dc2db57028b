package import Pipelines

/// What a worker goes on with at once, of the jobs that its settlements make available: they begin as running, under it.
package struct Following: Sendable {
    /// Stages that it goes on with, where no limit and no gate stands before them.
    package var stages: Set<Stage>
    /// Names what it takes; ``JobStore/settle(_:by:again:ended:following:)`` wants to know when nothing of it runs any more.
    package var claim: ClaimID
    /// Ids for the jobs that come next, one for each settlement: the same when the settlements are sent again, so that what
    /// the first sending took is found.
    package var successors: [JobID]

    package init(_ stages: Set<Stage>, claim: ClaimID = .fresh(), settlements: Int) {
        self.stages = stages
        self.claim = claim
        successors = JobID.fresh(settlements)
    }
}
