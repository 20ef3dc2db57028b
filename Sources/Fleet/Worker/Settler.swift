import Catalog
import Logging
import Pipelines

/// Commits settlements: all that gathered while the last statement was under way go in the next.
struct Settler: Sendable {
    let store: JobStore
    let worker: WorkerID
    let box: Mailbox<Settlement>
    let running: RunningJobs
    let successors: Successors
    let lease: Lease
    let vitals: WorkerVitals
    let pacing: Pacing

    private static let unsettleable = "job.unsettleable"

    /// Runs until the box is closed and empty, or the task is cancelled.
    func run() async {
        while let batch = await box.next(atMost: JobStore.settleRows) {
            var isSettled = true
            // Those of this batch are told with the next: a claim that stays a little longer costs a look at its jobs.
            do { try await settle(batch, ended: running.endedClaims()) } catch {
                // The lease ends before Postgres is back: the jobs are reclaimed.
                isSettled = false
                pacing.logger.warning("settlements were given up", metadata: ["count": "\(batch.count)"])
            }
            vitals.isSettling(false)
            running.release(batch.map { ($0.job, $0.attempt) }, isSettled: isSettled)
        }
    }

    private func settle(_ batch: [Settlement], ended: [ClaimID]) async throws {
        let reservation = successors.reserve(for: batch)
        var followed: [ClaimedJob] = []
        defer {
            successors.deliver(followed, to: reservation) { late in
                box.add(late.map { Settlement($0.job, .released) })
            }
        }
        let following = reservation.slots.isEmpty ? nil : Following(reservation.isKept)
        var failures = 0
        while true {
            vitals.isSettling(true)
            do {
                let report = try await store.settle(
                    batch, by: worker, again: failures > 0, ended: ended, following: following)
                FleetMetrics.fenced("settle", report.fenced.count)
                guard let following else { return }
                let (jobs, unreadable) = (report.followed.jobs, report.followed.unreadable)
                running.hold(jobs.map(\.job) + unreadable.map(\.job), of: following.claim)
                box.add(unreadable.map { Settlement($0.job, .dead($0.failure)) })
                followed = jobs
                return
            } catch {
                try Task.checkCancellation()
                if lease.isOver { throw error }
                if JobStore.refusesContents(error) { return try await settleSingly(batch, ended, error) }
                failures += 1
                pacing.logger.warning(
                    "settling failed", metadata: ["error": "\(error)", "failures": "\(failures)"])
                try await pacing.clock.sleep(for: pacing.pause(after: failures))
            }
        }
    }

    /// The server refuses what one of the rows holds, such as a NUL character in a text: the others must not suffer.
    private func settleSingly(_ batch: [Settlement], _ ended: [ClaimID], _ error: any Error) async throws {
        guard batch.count == 1, var single = batch.first else {
            for settlement in batch { try await settle([settlement], ended: ended) }
            return
        }
        if case .dead(let failure) = single.outcome, failure.code == Self.unsettleable { throw error }
        single.outcome = .dead(JobFailure(code: Self.unsettleable, message: "its end cannot be stored: \(error)"))
        try await settle([single], ended: ended)
    }
}
