package import Pipelines

/// A ``StageContext`` over a ``MemoryRecord``: what stage authors test with.
///
///     let context = MemoryStageContext(.cover, pipeline: .fixture(), input: input)
///     let outcome = try await CoverHandler().run(context)
///     #expect(await context.record.calls.contains(…))
///
/// Every write is fenced: after ``nextAttempt()`` the context that it was called on gets `job.fenced`.
package struct MemoryStageContext: StageContext {
    package let request: StageRequest
    package let deadline: ContinuousClock.Instant
    /// What this context writes to and reads from; hand it to other contexts to share the truth.
    package let record: MemoryRecord

    package init(
        request: StageRequest, record: MemoryRecord = MemoryRecord(),
        deadline: ContinuousClock.Instant = .now + .seconds(300)
    ) {
        self.request = request
        self.record = record
        self.deadline = deadline
    }

    /// A context of `stage` for one item of a fixture run.
    package init(
        _ stage: Stage, pipeline: Pipeline = .fixture(), item: Item = .fixture(), input: StageInput = StageInput(),
        run: RunReference = .fixture(), attempt: Int = 1, checkpoint: JSONValue? = nil,
        record: MemoryRecord = MemoryRecord()
    ) {
        let job = JobReference(id: JobID(.fixture(300 + UInt32(item.index))), stage: stage, attempt: attempt)
        self.init(
            request: StageRequest(
                tenant: .fixture, run: run, pipeline: Boxed(wrappedValue: pipeline), item: item, job: job, input: input,
                checkpoint: checkpoint),
            record: record)
    }

    /// The same job given to another worker, with the last checkpoint; this context is fenced from now on.
    package func nextAttempt() async -> MemoryStageContext {
        var next = request
        next.job.attempt += 1
        next.checkpoint = await record.checkpoints[request.job.id]
        await record.claim(next.job)
        return MemoryStageContext(request: next, record: record, deadline: deadline)
    }

    // MARK: The bundle

    /// A file of the record's bundle.
    package func bundleFile(_ path: String) async throws -> [UInt8] { try await record.bundleFile(path) }

    /// Sorted paths of the record's bundle.
    package func bundleFiles(under folder: String) async throws -> [String] {
        await record.bundleFiles(under: folder)
    }

    // MARK: Progress

    /// Recorded as a call.
    package func report(progress: Double, _ note: String) async { await record.note(.progress(progress, note)) }

    /// Kept for ``nextAttempt()``.
    package func checkpoint(_ state: JSONValue) async throws {
        try await record.check(request.job)
        await record.keep(state, of: request.job)
    }
}
