import Catalog
import Logging
import Pipelines

/// Runs claimed jobs: asks the memo, runs the handler under its timeout, says how the attempt ended.
struct JobRunner: Sendable {
    let store: JobStore
    let handlers: [Stage: any StageHandler]
    let makeContext: ContextFactory
    let retry: RetryPolicy
    let lease: Lease
    let running: RunningJobs
    let logger: Logger

    /// A job ready to run, or already answered.
    struct Prepared: Sendable {
        let job: ClaimedJob
        /// Why it cannot run, or what the memo holds.
        var answer: Settlement.Outcome?
        var request: StageRequest?
        var memo: Digest?
    }

    /// Reads inputs and looks the whole batch up in the memo, in one statement.
    func prepare(_ jobs: [ClaimedJob]) async -> [Prepared] {
        var prepared: [Prepared] = []
        let shared = await sharedInputs(of: jobs)
        for job in jobs {
            guard job.isPart, let join = job.join else {
                prepared.append(await prepare(job))
                continue
            }
            prepared.append(await prepare(job, sharing: shared[join]))
        }
        let keys = prepared.compactMap { job in job.memo.map { (job.job.run.tenant, $0) } }
        guard !keys.isEmpty else { return prepared }
        let found: [Digest: JSONValue]
        do { found = try await store.recall(keys) } catch {
            // What was claimed has to be run: without the memo it is only slower.
            logger.warning("the memo cannot be read", metadata: ["error": "\(error)"])
            return prepared
        }
        for index in prepared.indices where prepared[index].answer == nil {
            guard let key = prepared[index].memo, let output = found[key] else { continue }
            prepared[index].answer = .reused(output)
        }
        return prepared
    }

    /// What parts share with the jobs that join them.
    private func sharedInputs(of jobs: [ClaimedJob]) async -> [JobID: JSONValue] {
        let joins = Set(jobs.filter(\.isPart).compactMap(\.join))
        guard !joins.isEmpty else { return [:] }
        do { return try await store.inputs(ofJoins: Array(joins)) } catch {
            logger.warning("the inputs of parts cannot be read", metadata: ["error": "\(error)"])
            return [:]
        }
    }

    /// A part with what it shares; without it, it waits: what was claimed has to be settled.
    private func prepare(_ part: ClaimedJob, sharing input: JSONValue?) async -> Prepared {
        guard case .object(var members)? = input else {
            let reason = "the input that it shares could not be read"
            return Prepared(job: part, answer: .snoozed(.seconds(1), reason: reason))
        }
        members["$part"] = part.input.part
        var part = part
        part.input = .value(.object(members))
        return await prepare(part)
    }

    private func prepare(_ job: ClaimedJob) async -> Prepared {
        var prepared = Prepared(job: job)
        do {
            var job = job
            if job.job.part == JobReference.join { job.parts = try await store.parts(of: job.job.id) }
            job.input = try await store.resolvedInput(of: job)
            let request = try job.request()
            prepared.request = request
            if let handler = handlers[job.job.stage], job.run.mayRecall(job.job.stage) {
                prepared.memo = try memoKey(request, handler)
            }
        } catch let error as DecodingError {
            // No later attempt reads it better.
            prepared.answer = .dead(JobFailure(code: "job.unreadable", message: "its input cannot be read: \(error)"))
        } catch {
            prepared.answer = failed(job, error)
        }
        return prepared
    }

    /// SHA-256 of (tenant, stage, handler's version, what the handler's output depends on).
    private func memoKey(_ request: StageRequest, _ handler: any StageHandler) throws -> Digest? {
        guard let material = try handler.memoMaterial(request) else { return nil }
        var key: [JSONValue] = [
            .string(request.tenant.description), .string(handler.stage.rawValue), .integer(Int64(handler.version)),
            material,
        ]
        // What joins the parts writes the whole's row: the next time, nothing is split.
        if let part = request.part { key += [.string(request.job.part), part] }
        return try JSONValue.array(key).digest()
    }

    /// How long the handler of a stage may take.
    func timeout(of stage: Stage) -> Duration { handlers[stage]?.timeout ?? .zero }

    /// Runs the handler. - Returns: how the attempt ended; nil when nothing may be written for it.
    func run(_ prepared: Prepared, as execution: JobExecution) async -> Settlement.Outcome? {
        let job = prepared.job
        guard let handler = handlers[job.job.stage], let request = prepared.request else {
            return .dead(JobFailure(code: "stage.unknown", message: "this worker has no handler for \(job.job.stage)"))
        }
        let end = execution.begin()
        running.start(execution)
        defer { running.finish(job.job.id) }
        let result: Result<StageOutcome, any Error>
        do {
            result = .success(try await work(job, request, handler) { [lease] in min(lease.deadline, end) })
        } catch {
            result = .failure(error)
        }
        return outcome(result, job, execution.reason, prepared.memo)
    }

    /// One call of the handler; one for each chunk of items or parts.
    private func work(
        _ job: ClaimedJob, _ request: StageRequest, _ handler: any StageHandler,
        _ deadline: @escaping @Sendable () -> ContinuousClock.Instant
    ) async throws -> StageOutcome {
        var request = request
        var items = 0
        while true {
            try Task.checkCancellation()
            let outcome = try await handler.run(try await makeContext(job, request, deadline))
            if case .split(let parts) = outcome {
                items += try await store.store(parts, for: job.job)
                if parts.isLast { return .split(StageParts([], checkpoint: .integer(Int64(items)))) }
                request.checkpoint = parts.checkpoint
                continue
            }
            guard case .expanded(let chunk) = outcome else { return outcome }
            let selected = job.run.selection.applied(to: chunk)
            if !selected.items.isEmpty || !selected.isLast {
                items += try await store.store(
                    selected, firstIndex: selected.number * JobStore.chunkItems, for: job.job)
            }
            if selected.isLast { return .completed(.object(["items": .integer(Int64(items))])) }
            request.checkpoint = selected.checkpoint
        }
    }

    private func outcome(
        _ result: Result<StageOutcome, any Error>, _ job: ClaimedJob, _ reason: JobExecution.Reason?, _ memo: Digest?
    ) -> Settlement.Outcome? {
        // Of an identity that is over: whoever reclaims the job goes on with it.
        guard reason != .lost, !lease.isOver else { return nil }
        switch (result, reason) {
        case (.success(.completed(let output)), _): return .completed(output, memo: memo)
        // The memo's row is for what joins the parts to write.
        case (.success(.split(let all)), _): return .completed(.object(["parts": all.checkpoint ?? .null]), memo: nil)
        case (.success(.awaitingReview(let output)), _): return .awaitingReview(output)
        case (.success(.snoozed(let delay, let why)), _): return .snoozed(delay, reason: why)
        case (.success(.expanded), _), (.failure, .lost): return nil
        case (.failure, .requested): return .cancelled
        case (.failure, .drain): return .released
        case (.failure, .timeout):
            let seconds = Int(timeout(of: job.job.stage) / .seconds(1))
            return failed(job, JobFailure(code: "job.timeout", message: "took longer than \(seconds) s"), after: nil)
        case (.failure(let error), nil): return failed(job, error)
        }
    }

    private func failed(_ job: ClaimedJob, _ error: any Error) -> Settlement.Outcome {
        guard let error = error as? StageError else {
            return failed(job, JobFailure(code: "job.failed", message: "\(error)"), after: nil)
        }
        let failure = JobFailure(code: error.code, message: error.message)
        switch error.disposition {
        case .snooze(let delay): return .snoozed(delay, reason: error.message)
        // Should the fence be wrong, the job must not be lost: if it is right, nothing is written anyway.
        case .discard where error.code != "job.fenced": return .dead(failure)
        case .discard: return failed(job, failure, after: nil)
        case .retry(let after): return failed(job, failure, after: after)
        }
    }

    private func failed(_ job: ClaimedJob, _ failure: JobFailure, after delay: Duration?) -> Settlement.Outcome {
        var generator = SystemRandomNumberGenerator()
        guard let pause = retry.delay(afterErrors: job.errors + 1, atLeast: delay, using: &generator) else {
            return .dead(failure)
        }
        return .retryable(failure, after: pause)
    }
}

extension RunSelection {
    /// What of a chunk is to be made; the last one when nothing further can be.
    func applied(to chunk: ItemChunk) -> ItemChunk {
        var chunk = chunk
        if let only {
            chunk.items = chunk.items.filter { $0.key == only }
            if !chunk.items.isEmpty { chunk.isLast = true }
        }
        if let first {
            let left = first - chunk.number * JobStore.chunkItems
            if left <= chunk.items.count {
                chunk.items = Array(chunk.items.prefix(max(0, left)))
                chunk.isLast = true
            }
        }
        return chunk
    }
}
