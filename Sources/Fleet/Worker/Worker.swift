package import Catalog
package import Logging
package import Pipelines
package import Queueing
import ServiceLifecycle

/// Claims and runs the jobs of some stages until it is told to stop. A worker whose identity is over, because its
/// beats did not arrive in time, stops all that it does and begins anew under another id.
package struct Worker: FleetLoop {
    package let name = "worker"
    private let configuration: WorkerConfiguration
    private let store: JobStore
    private let pulse: JobStore
    private let window: any JobWindow
    private let handlers: [Stage: any StageHandler]
    private let makeContext: ContextFactory
    private let pacing: Pacing
    private let vitals = WorkerVitals()
    private let quieting = Interruption()
    private let stopping = Interruption()

    /// - Parameters:
    ///   - store: for claims and settlements.
    ///   - pulse: for heartbeats: with a pool (of two connections) and an event loop of its own.
    ///   - handlers: one for each of the configuration's stages.
    package init(
        _ configuration: WorkerConfiguration, store: JobStore, pulse: JobStore, window: any JobWindow,
        handlers: [any StageHandler], makeContext: @escaping ContextFactory, logger: Logger
    ) {
        self.configuration = configuration
        self.store = store
        self.pulse = pulse
        self.window = window
        self.handlers = Dictionary(handlers.map { ($0.stage, $0) }, uniquingKeysWith: { _, last in last })
        self.makeContext = makeContext
        pacing = Pacing(logger: logger)
        for stage in configuration.slots.keys {
            precondition(self.handlers[stage] != nil, "the worker has no handler for \(stage)")
        }
    }

    /// Takes nothing new; what runs goes on. ``run()`` returns when the last job has ended.
    package func quiet() { quieting.raise() }

    /// As ``quiet()``, and what still runs after the drain's time is cancelled and given back, at no cost to its budgets.
    package func stop() { stopping.raise() }

    /// Why the process should be replaced; nil while every lane reads and settlements leave.
    package func ailment() -> String? { vitals.ailment() }

    /// Runs until it has been quieted or stopped and has drained. A graceful shutdown stops it; cancelling the task ends
    /// it at once, as a crash would.
    /// - Throws: ``FleetError`` `hungJob`: the process has to end then.
    package func run() async throws {
        try await withGracefulShutdownHandler {
            var failures = 0
            while !quieting.isRaised && !stopping.isRaised {
                do {
                    return try await session().run()
                } catch let error as FleetError where error.code == .identityOver {
                    pacing.logger.error("beginning anew", metadata: ["reason": "\(error)"])
                    failures = 0
                } catch let error as FleetError {
                    throw error
                } catch {
                    try Task.checkCancellation()
                    failures += 1
                    pacing.logger.warning("the worker cannot begin", metadata: ["error": "\(error)"])
                    try await pacing.clock.sleep(for: pacing.pause(after: failures))
                }
            }
        } onGracefulShutdown: {
            stop()
        }
    }

    private func session() -> WorkerSession {
        WorkerSession(
            id: .fresh(), configuration: configuration, store: store, pulse: pulse, window: window, handlers: handlers,
            makeContext: makeContext, quiet: quieting, stopping: stopping, vitals: vitals, pacing: pacing)
    }
}
