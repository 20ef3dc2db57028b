package import Catalog
package import Pipelines

/// Makes what a handler sees of the record of truth, for one attempt of one job.
///
/// The last parameter tells the deadline at the moment of the call: the job's own or the end of the worker's lease,
/// which each beat moves on. Nothing may leave for outside after it.
package typealias ContextFactory =
    @Sendable (ClaimedJob, StageRequest, @escaping @Sendable () -> ContinuousClock.Instant) async throws
    -> any StageContext
