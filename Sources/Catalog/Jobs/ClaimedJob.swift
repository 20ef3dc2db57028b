package import Pipelines

/// A job that this worker runs, with all that its handler is asked with.
package struct ClaimedJob: Sendable {
    /// Its `attempt` is the fence of everything that is written for it.
    package var job: JobReference
    package var run: RunRecord
    /// The run itself stands in for the item of an `expand` job: its id, an empty key.
    package var item: Item
    package var worker: WorkerID
    /// How often it failed and how often its worker died, before this attempt.
    package var errors: Int
    package var crashes: Int
    package var checkpoint: JSONValue?
    package var input: JobInput
    /// The job that joins this one, a part, or the job that made the parts.
    package var join: JobID?
    /// What the parts returned, for the job that joins them.
    package var parts: [PartResult]?

    package init(
        job: JobReference, run: RunRecord, item: Item, worker: WorkerID, errors: Int = 0, crashes: Int = 0,
        checkpoint: JSONValue? = nil, input: JobInput = .value(.object([:])), join: JobID? = nil
    ) {
        self.job = job
        self.run = run
        self.item = item
        self.worker = worker
        self.errors = errors
        self.crashes = crashes
        self.checkpoint = checkpoint
        self.input = input
        self.join = join
    }

    /// Whether it is a part of another job.
    package var isPart: Bool { join != nil && !job.part.isEmpty }

    /// What comes next for its item once it is completed.
    package var next: Stage? {
        guard join == nil, let place = run.stages.firstIndex(of: job.stage) else { return nil }
        return run.stages[(place + 1)...].first
    }

    /// The handler's request. - Throws: `DecodingError` when `input` is not a ``StageInput``.
    package func request() throws -> StageRequest {
        StageRequest(
            tenant: run.tenant, run: run.reference, pipeline: run.pipeline, item: item, job: job,
            input: try input.stageInput(), checkpoint: checkpoint,
            part: isPart ? input.part ?? .null : nil, parts: parts)
    }
}
