import Catalog
import Logging
import Pipelines
import Queueing

/// A worker under one identity, from its enlisting until it has drained or the identity is over.
struct WorkerSession: Sendable {
    let id: WorkerID
    let configuration: WorkerConfiguration
    let store: JobStore
    let pulse: JobStore
    let window: any JobWindow
    let handlers: [Stage: any StageHandler]
    let makeContext: ContextFactory
    let quiet: Interruption
    let stopping: Interruption
    let vitals: WorkerVitals
    let pacing: Pacing

    private static let memoryInterval: Duration = .seconds(5)

    /// - Throws: ``FleetError`` `identityOver` or `hungJob`; `CancellationError` when it was cancelled.
    func run() async throws {
        let begin = ContinuousClock.now
        try await pulse.enlist(
            id, slots: configuration.slots, host: configuration.host, version: configuration.version)
        let lease = Lease(configuration.lease, from: begin)
        let running = RunningJobs()
        let heartbeat = Heartbeat(
            pulse: pulse, worker: id, lease: lease, running: running, rates: JobRates(), quiet: quiet,
            pacing: pacing)
        try await withThrowingTaskGroup(of: Void.self) { group in
            // It outlives the others: a handler that does not stop when they do must not keep a lost worker alive.
            group.addTask { try await watch(running) }
            group.addTask { try await work(lease, running, heartbeat) }
            defer { group.cancelAll() }
            try await group.next()
        }
        do { try await pulse.discharge(id) } catch {
            pacing.logger.notice("the worker left without saying so", metadata: ["error": "\(error)"])
        }
    }

    /// Beats and works until all is drained or the identity is over; then nothing may be written any more.
    private func work(_ lease: Lease, _ running: RunningJobs, _ heartbeat: Heartbeat) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await heartbeat.run() }
            group.addTask { try await drain(running) }
            group.addTask { await work(lease, running, heartbeat.rates) }
            defer { group.cancelAll() }
            do {
                // The loops end only by throwing: what returns is the work, drained.
                try await group.next()
            } catch {
                running.cancelAll(.lost)
                throw error
            }
        }
    }

    private func work(_ lease: Lease, _ running: RunningJobs, _ rates: JobRates) async {
        let settlements = Mailbox<Settlement>()
        let settler = Settler(
            store: store, worker: id, box: settlements, running: running, lease: lease, vitals: vitals, pacing: pacing)
        let runner = JobRunner(
            store: store, handlers: handlers, makeContext: makeContext, retry: configuration.retry, lease: lease,
            running: running, logger: pacing.logger)
        let shared = SharedSlots(
            configuration.total,
            weights: configuration.slots.keys.map { stage in
                (stage, configuration.weights[stage, default: 1])
            })
        vitals.begin()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await settler.run() }
            await withTaskGroup(of: Void.self) { lanes in
                for (stage, slots) in configuration.slots {
                    let lane = Lane(
                        stage: stage, worker: id, store: store, window: window, runner: runner,
                        settlements: settlements, quiet: quiet, pacing: pacing,
                        slots: LaneSlots(slots), shared: shared, vitals: vitals,
                        metrics: LaneMetrics(stage, rates: rates))
                    lanes.addTask { await lane.run() }
                }
            }
            settlements.close()
        }
        vitals.begin()
    }

    /// Cancels what runs too long, and finds handlers that do not stop when told.
    private func watch(_ running: RunningJobs) async throws {
        var nextLook = ContinuousClock.now
        while true {
            try await Task.sleep(for: .milliseconds(100))
            running.cancelOverdue(at: .now)
            if .now >= nextLook {
                nextLook = .now + Self.memoryInterval
                checkMemory()
            }
            let hung = running.leaveHung(cancelledBefore: .now - configuration.hangGrace)
            guard let first = hung.first else { continue }
            quiet.raise()
            throw FleetError(
                .hungJob,
                "the \(first.stage) handler of job \(first.id) went on for \(configuration.hangGrace) after it was "
                    + "cancelled; this process has to end")
        }
    }

    /// Stops a process that has grown too large: its supervisor starts a fresh one.
    private func checkMemory() {
        guard let ceiling = configuration.memoryCeiling, !stopping.isRaised,
            let resident = ResidentMemory.bytes, resident > ceiling
        else { return }
        pacing.logger.notice(
            "stopping: the process has outgrown its memory",
            metadata: ["resident": "\(resident >> 20) MiB", "ceiling": "\(ceiling >> 20) MiB"])
        stopping.raise()
    }

    /// Gives back what still runs when the time to drain is over.
    private func drain(_ running: RunningJobs) async throws {
        try await stopping.wait()
        quiet.raise()
        try await Task.sleep(for: configuration.drainTimeout)
        running.cancelAll(.drain)
        try await Task.sleep(for: .seconds(86_400))
    }
}
