package import Catalog
import Foundation
package import Logging
import Pipelines

/// Makes the runs of schedules. A tick and its run are one transaction with the tick as primary key, so two schedulers
/// fire it once.
package struct Scheduler: PeriodicLoop {
    package let name = "scheduler"
    package let interval: Duration
    package let pacing: Pacing
    private let store: JobStore
    private let obstacle: @Sendable (DueSchedule) async throws -> String?

    /// - Parameter obstacle: why a schedule's live runs cannot be made now, such as secrets that are missing; asked when
    ///   one is due.
    package init(
        _ store: JobStore, interval: Duration = .seconds(1), logger: Logger,
        obstacle: @escaping @Sendable (DueSchedule) async throws -> String? = { _ in nil }
    ) {
        self.store = store
        self.interval = interval
        self.obstacle = obstacle
        pacing = Pacing(logger: logger)
    }

    package func runOnce() async throws {
        let schedules = try await store.schedules()
        guard !schedules.isEmpty else { return }
        let now = try await store.now()
        for schedule in schedules {
            do { try await fire(schedule.get(), at: now) } catch let error as CronError {
                report(error)
            } catch let error as StageError {
                report(error)
            } catch let error as CatalogError {
                report(error)
            }
        }
    }

    private func fire(_ schedule: DueSchedule, at now: Date) async throws {
        let plan = try TickPlan(schedule.spec, of: schedule.id, decidedUntil: schedule.decidedUntil, now: now)
        // Its times are not decided: they wait, and are late then, which its catch-up policy knows.
        if let first = plan.ticks.first, try await isRefused(schedule, at: first.moment) { return }
        for tick in plan.ticks {
            var parameters = schedule.pipeline.parameters.compactMapValues(\.defaultValue)
            parameters.merge(schedule.parameters) { _, chosen in chosen }
            let run = NewRun(
                pipeline: schedule.pipelineID, stages: schedule.pipeline.stages, logicalTime: tick.moment,
                parameters: parameters, mode: schedule.mode, origin: tick.origin, actor: "schedule")
            let id = try await store.fire(schedule, at: tick.moment, run)
            FleetMetrics.tick(id == nil ? "taken" : tick.origin.rawValue)
        }
        if plan.decidedUntil > schedule.decidedUntil {
            try await store.decided(schedule.id, until: plan.decidedUntil, fired: !plan.ticks.isEmpty)
        }
    }

    /// A live run that lacks something is refused before anything is made, and its times wait.
    private func isRefused(_ schedule: DueSchedule, at moment: Date) async throws -> Bool {
        guard schedule.mode == .live, let reason = try await obstacle(schedule) else { return false }
        if try await store.refuse(schedule.id, at: moment, because: reason) {
            FleetMetrics.tick("refused")
            pacing.logger.error(
                "a live schedule does not fire",
                metadata: ["pipeline": "\(schedule.pipeline.name)", "reason": "\(reason)"])
        }
        return true
    }

    /// A schedule that cannot fire must not keep the others from firing.
    private func report(_ error: any Error) {
        FleetMetrics.tick("failed")
        pacing.logger.error("a schedule cannot fire", metadata: ["error": "\(error)"])
    }
}
