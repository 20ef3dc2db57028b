import Catalog
import EventLoops
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

    private static let memoryInterval: Duration = .seconds(1)

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
        let hung = Locked<FleetError?>(nil)
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                // It outlives the others: a handler that does not stop when they do must not keep a lost worker alive.
                group.addTask { try await watch(running, hung) }
                group.addTask { try await work(lease, running, heartbeat) }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch {
            throw hung.withLock { $0 } ?? error
        }
        do { try await pulse.discharge(id) } catch {
            pacing.logger.notice("the worker left without saying so", metadata: ["error": "\(error)"])
        }
        if let error = hung.withLock({ $0 }) { throw error }
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
        let shared = SharedSlots(
            configuration.total,
            weights: configuration.slots.keys.map { stage in
                (stage, configuration.weights[stage, default: 1])
            })
        let slots = configuration.slots.mapValues { LaneSlots($0) }
        let successors = Successors(slots, within: shared)
        let settler = Settler(
            store: store, worker: id, box: settlements, running: running, successors: successors, lease: lease,
            vitals: vitals, pacing: pacing)
        let runner = JobRunner(
            store: store, handlers: handlers, makeContext: makeContext, retry: configuration.retry, lease: lease,
            running: running, logger: pacing.logger)
        let suspects = SuspectQueue()
        let lanes = slots.map { stage, slots in
            Lane(
                stage: stage, worker: id, store: store, window: window, runner: runner, settlements: settlements,
                quiet: quiet, pacing: pacing, slots: slots, successors: successors, suspects: suspects, shared: shared,
                vitals: vitals, metrics: LaneMetrics(stage, rates: rates))
        }
        let alone = SuspectLane(
            queue: suspects, lanes: Dictionary(uniqueKeysWithValues: lanes.map { ($0.stage, $0) }), quiet: quiet)
        vitals.begin()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await settler.run() }
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await alone.run() }
                await withTaskGroup(of: Void.self) { group in
                    for lane in lanes { group.addTask { await lane.run() } }
                }
                suspects.close()
            }
            settlements.close()
        }
        vitals.begin()
    }

    /// Cancels what runs too long, and finds handlers that do not stop when told: then the worker drains, without waiting
    /// for them, and the process has to end.
    private func watch(_ running: RunningJobs, _ error: Locked<FleetError?>) async throws {
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
            let message =
                "the \(first.stage) handler of job \(first.id) went on for \(configuration.hangGrace) after it was "
                + "cancelled; this process has to end"
            pacing.logger.error("stopping", metadata: ["reason": "\(message)"])
            error.withLock { $0 = $0 ?? FleetError(.hungJob, message) }
            stopping.raise()
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
