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
    let shared: SharedSlots
    let vitals: WorkerVitals
    let metrics: LaneMetrics

    /// How long one read of the window blocks.
    private static let block: Duration = .seconds(5)
    /// How long a suspect that met another one here waits.
    private static let suspectPause: Duration = .seconds(1)

    /// Runs until the worker is quiet and the lane's jobs have ended.
    func run() async {
        let entries = Mailbox<WindowEntry>()
        await withTaskGroup(of: Void.self) { group in
            let acknowledger = Acknowledger(window: window, stage: stage, box: entries, pacing: pacing)
            group.addTask { await acknowledger.run() }
            await withDiscardingTaskGroup { jobs in
                await deliver(acknowledging: entries) { prepared in
                    slots.take(1)
                    jobs.addTask { await run(prepared) }
                }
            }
            entries.close()
        }
    }

    private func deliver(
        acknowledging box: Mailbox<WindowEntry>, _ start: (JobRunner.Prepared) -> Void
    ) async {
        var failures = 0
        defer { vitals.lane(stage, isReading: false) }
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
                for prepared in try await claim(entries) { start(prepared) }
                metrics.busy(slots.busy)
            } catch {
                guard !Task.isCancelled else { return }
                if quiet.isRaised { return }
                failures += 1
                pacing.logger.warning("a delivery failed", metadata: ["stage": "\(stage)", "error": "\(error)"])
                do { try await pacing.clock.sleep(for: pacing.pause(after: failures)) } catch { return }
            }
        }
    }

    private func nextEntries(atMost limit: Int) async throws -> [WindowEntry] {
        let ready = try await window.take(stage, as: worker, atMost: limit)
        guard ready.isEmpty else { return ready }
        // One of each stream wakes the lane; the rest is taken by priority then.
        let first = try await quiet.interruptible { [window, stage, worker] in
            try await window.wait(stage, as: worker, atMost: 1, timeout: Self.block)
        }
        guard !first.isEmpty, first.count < limit else { return first }
        return first + (try await window.take(stage, as: worker, atMost: limit - first.count))
    }

    private func claim(_ entries: [WindowEntry]) async throws -> [JobRunner.Prepared] {
        let hints = entries.map { ($0.hint.id, $0.hint.attempt) }
        var claims: JobStore.Claims
        do {
            claims = try await store.claim(hints, by: worker)
            FleetMetrics.staleEntries(stage, entries.count - claims.jobs.count - claims.unreadable.count)
        } catch {
            claims = try await adopt(hints, after: error)
        }
        runner.running.hold(claims.unreadable.map(\.job.id))
        settlements.add(claims.unreadable.map { Settlement($0.job, .dead($0.failure)) })
        return try await runner.prepare(admitted(claims.jobs))
    }

    /// Holds claimed jobs; second suspects go back at no cost to their budgets.
    private func admitted(_ jobs: [ClaimedJob]) -> [ClaimedJob] {
        let waiting = runner.running.hold(jobs)
        guard !waiting.isEmpty else { return jobs }
        FleetMetrics.suspectsPutOff(stage, waiting.count)
        let reason = "a worker died during it, and it runs beside no other such job"
        settlements.add(
            jobs.filter { waiting.contains($0.job.id) }.map {
                Settlement($0.job, .snoozed(Self.suspectPause, reason: reason))
            })
        return jobs.filter { !waiting.contains($0.job.id) }
    }

    /// A claim whose reply was lost may have been done: its jobs are found by their worker.
    private func adopt(
        _ hints: [(id: JobID, attempt: Int)], after error: any Error
    ) async throws -> JobStore.Claims {
        var failures = 0
        while true {
            try Task.checkCancellation()
            failures += 1
            vitals.lane(stage, isReading: true)
            pacing.logger.warning("a claim failed", metadata: ["stage": "\(stage)", "error": "\(error)"])
            do {
                return try await store.adopt(hints, by: worker, except: runner.running.ids)
            } catch {
                try await pacing.clock.sleep(for: pacing.pause(after: failures))
            }
        }
    }

    private func run(_ prepared: JobRunner.Prepared) async {
        await shared.enter(stage)
        defer { shared.leave() }
        let start = ContinuousClock.now
        if let outcome = await runner.run(prepared) {
            metrics.ended(outcome, after: ContinuousClock.now - start)
            settlements.add([Settlement(prepared.job.job, outcome)])
        } else {
            runner.running.release([prepared.job.job.id])
        }
        slots.giveBack()
        metrics.busy(slots.busy)
    }
}
