package import Catalog
import Foundation
package import Pipelines

extension Operations {
    /// What a backfill would make; nothing is written.
    ///
    /// - Throws: ``RuntimeError`` `refused` when there is no schedule, or the range is empty or too long.
    package func plan(_ order: BackfillOrder, of applied: AppliedPipeline) async throws -> BackfillPlan {
        let name = applied.pipeline.name
        var spec = applied.pipeline.schedule
        if let cron = order.cron { spec = ScheduleSpec(cron: cron, timezone: spec?.timezone ?? "UTC") }
        if let zone = order.zone { spec?.timezone = zone }
        guard let spec else {
            throw RuntimeError(.refused, "\(name) has no `make`: say with --cron which times are meant.")
        }
        let zone = try spec.zone(of: name)
        let (from, to) = (order.from(zone), order.to(zone))
        guard from < to else { throw RuntimeError(.refused, "--to has to come after --from.") }
        // The last second before the end: a time falls on whole seconds.
        let moments = try CronExpression(spec.cron).times(
            after: from.addingTimeInterval(-1), through: to.addingTimeInterval(-1), in: zone,
            atMost: BackfillStore.limit + 1)
        guard moments.count <= BackfillStore.limit else {
            throw RuntimeError(
                .refused, "The range has more than \(BackfillStore.limit) times of `\(spec.cron)`. Take a shorter one.")
        }
        let standing = try await backfills.standing(of: name, order.mode, at: moments, for: tenant)
        return BackfillPlan(
            pipeline: name, range: from..<to, mode: order.mode,
            moments: order.newestFirst ? moments.reversed() : moments,
            standing: standing, order.reprocess)
    }

    /// Orders a backfill; the fleet makes its runs. A live one is refused when it lacks a secret.
    ///
    /// - Returns: `nil` when no time of the range needs a run.
    package func backfill(
        _ order: BackfillOrder, of applied: AppliedPipeline
    ) async throws -> (id: BackfillID, plan: BackfillPlan)? {
        if order.mode == .live {
            let channels = try await ChannelStore(database: platform.database).list(for: tenant)
            try LiveCheck(settings: platform.settings).require(applied.pipeline, channels: channels)
        }
        let plan = try await plan(order, of: applied)
        let parameters = try parameters(of: applied.pipeline, order.parameters)
        guard !plan.made.isEmpty else { return nil }
        let id = try await backfills.create(
            NewBackfill(
                pipeline: PipelineID(applied.id.rawValue), mode: order.mode, parameters: parameters,
                range: plan.from..<plan.to, moments: plan.made, newestFirst: order.newestFirst,
                concurrency: order.concurrency, reprocess: order.reprocess, actor: order.actor), for: tenant)
        return (id, plan)
    }
}
