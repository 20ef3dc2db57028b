import Catalog
import Logging
import Pipelines

/// Says that a worker lives, and hears what shall be cancelled. It has a connection and a loop of its own, so that
/// nothing that jobs do can starve it, and depends on Postgres alone: with Redis down, running jobs finish and settle.
struct Heartbeat: Sendable {
    let pulse: JobStore
    let worker: WorkerID
    let lease: Lease
    let running: RunningJobs
    let rates: JobRates
    let quiet: Interruption
    let pacing: Pacing

    /// Runs until the identity is over. - Throws: ``FleetError`` `identityOver`, or `CancellationError`.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await beatOnAndOn() }
            group.addTask { try await listen() }
            group.addTask { try await watchDeadline() }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func beatOnAndOn() async throws {
        while true {
            let sent = ContinuousClock.now
            do {
                try await beat(sentAt: sent)
                try await Task.sleep(for: lease.length / 3 * Double.random(in: 0.85...1))
            } catch let error as FleetError {
                throw error
            } catch {
                try Task.checkCancellation()
                pacing.logger.warning("a beat failed", metadata: ["error": "\(error)"])
                try await Task.sleep(for: lease.length / 20)
            }
        }
    }

    private func beat(sentAt sent: ContinuousClock.Instant) async throws {
        guard let beat = try await pulse.beat(worker, rates: rates.read(at: sent)) else {
            throw FleetError(.identityOver, "worker \(worker) counts as dead")
        }
        lease.extend(from: sent)
        running.cancel(beat.cancellations, .requested)
        if beat.isDraining { quiet.raise() }
    }

    /// A cancelled run is heard at once; the beat's reply is the fallback.
    private func listen() async throws {
        try await pacing.repeating("control", every: .zero) {
            try await pulse.hearControl { try await beat(sentAt: .now) }
        }
    }

    private func watchDeadline() async throws {
        while !lease.isOver { try await Task.sleep(until: lease.deadline, clock: .continuous) }
        throw FleetError(.identityOver, "worker \(worker) could not say for its lease that it lives")
    }
}
