import Catalog
package import Fleet
package import Logging
package import Pipelines
import Queueing

/// The background loops of a fleet, made over one platform.
package struct FleetServices: Sendable {
    private let platform: Platform
    private let window: RedisStreamWindow
    private let logger: Logger

    package init(_ platform: Platform, logger: Logger) {
        self.platform = platform
        self.logger = logger
        window = RedisStreamWindow(platform.redis)
    }

    /// What one process of the fleet does at a time: dispatching, reclaiming, sweeping, ticking, pruning, auditing.
    package func leader() -> Leader {
        let store = platform.jobs
        let settings = platform.settings.fleet
        return Leader(
            store: platform.pulse,
            duties: [
                Dispatcher(store, window: window, logger: labelled("fleet.dispatcher")),
                Reclaimer(
                    store, lease: settings.lease, crashLimit: settings.retry.crashLimit,
                    logger: labelled("fleet.reclaimer")),
                StreamSweeper(store, window: window, logger: labelled("fleet.sweeper")),
                Scheduler(store, logger: labelled("fleet.scheduler")) { [platform] in
                    try await Self.obstacle($0, platform)
                },
                Backfiller(store, logger: labelled("fleet.backfiller")),
                Auditor(store, logger: labelled("fleet.auditor")),
                Pruner(store, retention: settings.retention, logger: labelled("fleet.pruner")),
            ], logger: labelled("fleet.leader"))
    }

    /// What the live runs of a schedule lack here.
    private static func obstacle(_ schedule: DueSchedule, _ platform: Platform) async throws -> String? {
        let channels = try await ChannelStore(database: platform.database).list(for: schedule.tenant)
        do {
            try LiveCheck(settings: platform.settings).require(
                schedule.pipeline, channels: channels,
                otherwise: "Its times wait for a scheduler that has them, and follow its catch-up then.")
            return nil
        } catch let error as RuntimeError where error.code == .secretMissing {
            return error.message
        }
    }

    /// A worker for `lanes`, with a handler for each of them.
    package func worker(_ handlers: [any StageHandler], _ lanes: WorkerLanes) -> Worker {
        var configuration = WorkerConfiguration(slots: lanes.slots, retry: platform.settings.fleet.retry)
        configuration.total = lanes.total
        configuration.weights = lanes.weights
        configuration.memoryCeiling = platform.settings.fleet.memoryCeiling
        configuration.lease = platform.settings.fleet.lease
        let platform = platform
        return Worker(
            configuration, store: platform.jobs, pulse: platform.pulse, window: window,
            handlers: handlers,
            makeContext: { _, request, deadline in
                CatalogStageContext(
                    request: request, deadline: deadline, database: platform.database, objects: platform.objects)
            },
            logger: labelled("fleet.worker"))
    }

    /// Closes the connections that blocked readers have left.
    func close() async { await window.close() }

    private func labelled(_ label: String) -> Logger {
        var copy = Logger(label: label) { _ in logger.handler }
        copy.logLevel = logger.logLevel
        return copy
    }
}
