package import Catalog
package import Logging
import Pipelines
import ServiceLifecycle

/// Runs duties while it leads: one process of the fleet does at a time, and another takes over when its beats stop. Every
/// duty is safe when doubled, so that a leader that does not know yet that it was replaced does no harm.
package struct Leader: FleetLoop {
    package let name = "leader"
    private let role: String
    private let store: JobStore
    private let duties: [any FleetLoop]
    private let id = WorkerID.fresh()
    private let pacing: Pacing
    private let term: Duration
    private let interval: Duration

    /// - Parameters:
    ///   - role: what is led: `fleet`.
    ///   - store: for beats, with a pool and an event loop of its own.
    ///   - term: a leader that stands still for so long is replaced.
    package init(
        _ role: String = "fleet", store: JobStore, duties: [any FleetLoop], logger: Logger,
        term: Duration = .seconds(5)
    ) {
        self.role = role
        self.store = store
        self.duties = duties
        self.term = term
        interval = term / 5
        pacing = Pacing(logger: logger)
    }

    /// Stands for leader and leads until a graceful shutdown, after which another may lead at once; cancelling the task
    /// ends it as a crash would.
    package func run() async throws {
        defer { FleetMetrics.leads(role, false) }
        do {
            try await cancelWhenGracefulShutdown { try await standAndLead() }
        } catch is CancellationError where Task.isShuttingDownGracefully {
            await resign()
        }
    }

    private func standAndLead() async throws {
        while true {
            let lease = try await candidate()
            FleetMetrics.leads(role, true)
            pacing.logger.info("leading", metadata: ["role": "\(role)"])
            do { try await lead(lease) } catch let error as FleetError where error.code == .identityOver {
                pacing.logger.warning("leading no more", metadata: ["role": "\(role)", "reason": "\(error)"])
            }
            FleetMetrics.leads(role, false)
        }
    }

    /// Waits until it leads.
    private func candidate() async throws -> Lease {
        var observer = SilenceObserver<String>()
        var failures = 0
        while true {
            do {
                let sent = ContinuousClock.now
                switch try await store.lead(role, as: id) {
                case .mine: return Lease(term, from: sent)
                case .others(let beat):
                    if observer.observe([role: beat], at: .now, silentFor: term)[role] != nil {
                        let sent = ContinuousClock.now
                        if case .mine = try await store.lead(role, as: id, overStillBeat: beat) {
                            return Lease(term, from: sent)
                        }
                    }
                }
                failures = 0
                try await pacing.clock.sleep(for: interval)
            } catch {
                try Task.checkCancellation()
                failures += 1
                pacing.logger.warning("cannot stand for leader", metadata: ["error": "\(error)"])
                try await pacing.clock.sleep(for: pacing.pause(after: failures))
            }
        }
    }

    private func lead(_ lease: Lease) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for duty in duties { group.addTask { try await duty.run() } }
            group.addTask { try await beatOnAndOn(lease) }
            group.addTask {
                while !lease.isOver { try await Task.sleep(until: lease.deadline, clock: .continuous) }
                throw FleetError(.identityOver, "its beats did not arrive for a term")
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func beatOnAndOn(_ lease: Lease) async throws {
        while true {
            try await pacing.clock.sleep(for: interval)
            do {
                let sent = ContinuousClock.now
                guard case .mine = try await store.lead(role, as: id) else {
                    throw FleetError(.identityOver, "another process leads")
                }
                lease.extend(from: sent)
            } catch let error as FleetError {
                throw error
            } catch {
                try Task.checkCancellation()
                pacing.logger.warning("a leader's beat failed", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Lets another lead at once; when that fails, it does after a term.
    private func resign() async {
        do { try await store.resign(role, as: id) } catch {
            pacing.logger.debug("the leader left without saying so", metadata: ["error": "\(error)"])
        }
    }
}
