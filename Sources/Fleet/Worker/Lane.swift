import Catalog
import Logging
import Pipelines
import Queueing

/// One stage of a worker: asks the window for as many entries as it has free slots, claims them, runs them.
struct Lane: Sendable {
    let stage: Stage
    let worker: WorkerID
    let store: JobStore
    let window: any JobWindow
    let runner: JobRunner
    let settlements: Mailbox<Settlement>
    let quiet: Interruption
    let pacing: Pacing
    let slots: LaneSlots
    let successors: Successors
    let suspects: SuspectQueue
    let shared: SharedSlots
    let vitals: WorkerVitals
    let metrics: LaneMetrics

    /// How long one read of the window blocks.
    private static let block: Duration = .seconds(5)

    /// Runs until the worker is quiet and the lane's jobs have ended.
    func run() async {
        let entries = Mailbox<WindowEntry>()
        await withTaskGroup(of: Void.self) { group in
            let acknowledger = Acknowledger(window: window, stage: stage, box: entries, pacing: pacing)
            group.addTask { await acknowledger.run() }
            await withTaskCancellationHandler {
                async let following: Void = follow()
                await deliver(acknowledging: entries)
                successors.close(stage)
                await following
                giveBack(successors.leftOver(stage))
                await slots.drained()
            } onCancel: {
                // As a crash would: nothing is written for what runs.
                runner.running.cancelAll(.lost)
            }
            entries.close()
        }
    }

    private func deliver(acknowledging box: Mailbox<WindowEntry>) async {
        var failures = 0
        defer {
            slots.wait(false)
            vitals.lane(stage, isReading: false)
        }
        while !quiet.isRaised {
            vitals.lane(stage, isReading: false)
            let free = min(await slots.available(), await shared.room(for: stage))
            guard free > 0, !quiet.isRaised else { return }
            vitals.lane(stage, isReading: true)
            do {
                let entries = try await nextEntries(atMost: free)
                failures = 0
                guard !entries.isEmpty else { continue }
                defer { box.add(entries) }
                for prepared in try await claim(entries.map(\.hint)) { start(prepared) }
                metrics.busy(slots.busy)
            } catch {
                slots.wait(false)
                guard !Task.isCancelled else { return }
                if quiet.isRaised { return }
                failures += 1
                pacing.logger.warning("a delivery failed", metadata: ["stage": "\(stage)", "error": "\(error)"])
                do { try await pacing.clock.sleep(for: pacing.pause(after: failures)) } catch { return }
            }
        }
    }

    private func nextEntries(atMost limit: Int) async throws -> [WindowEntry] {
        var entries = try await window.take(stage, as: worker, atMost: limit)
        if entries.isEmpty {
            slots.wait(true)
            // One of each stream wakes the lane, and is claimed at once; the rest is taken by priority after it.
            entries = try await quiet.interruptible { [window, stage, worker] in
                try await window.wait(stage, as: worker, atMost: 1, timeout: Self.block)
            }
        }
        if !entries.isEmpty { slots.wait(false) }
        return entries
    }

    /// Runs what comes next after this worker's own settlements, until the lane is closed.
    private func follow() async {
        while let jobs = await successors.next(stage) {
            guard !quiet.isRaised else {
                giveBack(jobs)
                continue
            }
            for prepared in await runner.prepare(jobs) { start(prepared, hasSlot: true) }
            metrics.busy(slots.busy)
        }
    }

    /// Jobs that have their slots and are not begun any more.
    private func giveBack(_ jobs: [ClaimedJob]) {
        guard !jobs.isEmpty else { return }
        settlements.add(jobs.map { Settlement($0.job, .released) })
        slots.giveBack(jobs.count)
    }

    /// Claims and runs one job that a worker has died with. Returns when its settlement is committed, or when there was
    /// nothing to claim.
    func runAlone(_ hint: JobHint) async {
        do {
            for prepared in try await claim([hint], isSuspect: true) {
                FleetMetrics.suspect(stage)
                start(prepared)
                await runner.running.departure(of: prepared.job.job.id)
            }
        } catch {
            // It is offered again.
            pacing.logger.warning("a suspect was not claimed", metadata: ["stage": "\(stage)", "error": "\(error)"])
        }
    }

    /// Claims jobs. Only those of the suspects' queue may be jobs that a worker has died with; other such hints wait for
    /// their turn.
    private func claim(_ entries: [JobHint], isSuspect: Bool = false) async throws -> [JobRunner.Prepared] {
        let hints = entries.map { ($0.id, $0.attempt) }
        let claim = ClaimID.fresh()
        var claims: JobStore.Claims
        do {
            claims = try await store.claim(hints, by: worker, as: claim, suspects: isSuspect)
            let left = hints.count - claims.jobs.count - claims.unreadable.count
            if isSuspect {
                FleetMetrics.staleEntries(stage, left)
            } else if left > 0 {
                putOff(entries, except: claims)
            }
        } catch {
            claims = try await adopt(hints, after: error, isReading: !isSuspect)
        }
        runner.running.hold(claims.jobs.map(\.job) + claims.unreadable.map(\.job), of: claim)
        settlements.add(claims.unreadable.map { Settlement($0.job, .dead($0.failure)) })
        return await runner.prepare(claims.jobs)
    }

    /// What a claim leaves is stale, or a suspect: ``SuspectLane`` finds out, by one claim each.
    private func putOff(_ hints: [JobHint], except claims: JobStore.Claims) {
        let claimed = Set(claims.jobs.map(\.job.id) + claims.unreadable.map(\.job.id))
        suspects.add(hints.filter { !claimed.contains($0.id) }, of: stage)
    }

    /// A claim whose reply was lost may have been done: its jobs are found by their worker.
    private func adopt(
        _ hints: [(id: JobID, attempt: Int)], after error: any Error, isReading: Bool
    ) async throws -> JobStore.Claims {
        var failures = 0
        while true {
            try Task.checkCancellation()
            failures += 1
            if isReading { vitals.lane(stage, isReading: true) }
            pacing.logger.warning("a claim failed", metadata: ["stage": "\(stage)", "error": "\(error)"])
            do {
                return try await store.adopt(hints, by: worker, except: runner.running.ids)
            } catch {
                try await pacing.clock.sleep(for: pacing.pause(after: failures))
            }
        }
    }

    private func start(_ prepared: JobRunner.Prepared, hasSlot: Bool = false) {
        let job = prepared.job
        if !hasSlot { slots.take(1) }
        if let answer = prepared.answer { return end(job, answer, .zero) }
        let execution = JobExecution(job.job, timeout: runner.timeout(of: stage)) { outcome, elapsed in
            shared.leave()
            end(job, outcome, elapsed)
        }
        execution.start {
            await shared.enter(stage)
            return await runner.run(prepared, as: execution)
        }
    }

    private func end(_ job: ClaimedJob, _ outcome: Settlement.Outcome?, _ elapsed: Duration) {
        if let outcome {
            metrics.ended(outcome, after: elapsed)
            settlements.add([Settlement(job.job, outcome, next: job.next)])
        } else {
            runner.running.release([(job.job.id, job.job.attempt)], isSettled: false)
        }
        metrics.busy(slots.giveBack())
    }
}
