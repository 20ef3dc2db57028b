package import Pipelines

/// A job that the dispatcher may offer.
package struct AvailableJob: Sendable, Hashable {
    package var id: JobID
    package var attempt: Int
    package var tenant: TenantID
    package var run: RunID
    package var stage: Stage
    package var priority: JobPriority
    /// Whether its run or a gate may have a limit that holds for it.
    package var isLimited: Bool
    /// Whether a worker has died with it.
    package var isSuspect: Bool

    package init(
        id: JobID, attempt: Int, tenant: TenantID, run: RunID, stage: Stage, priority: JobPriority,
        isLimited: Bool = false, isSuspect: Bool = false
    ) {
        self.id = id
        self.attempt = attempt
        self.tenant = tenant
        self.run = run
        self.stage = stage
        self.priority = priority
        self.isLimited = isLimited
        self.isSuspect = isSuspect
    }
}
