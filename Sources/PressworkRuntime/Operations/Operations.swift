package import Catalog
import Foundation
package import Pipelines

/// What commands and the gateway do with the record of truth: each a whole action, checked before it begins.
package struct Operations: Sendable {
    package let platform: Platform
    let tenant: TenantID

    /// - Parameter tenant: whose pipelines and runs; the platform's own when left out.
    package init(_ platform: Platform, tenant: TenantID? = nil) {
        self.platform = platform
        self.tenant = tenant ?? platform.tenant
    }

    /// Stores a bundle with its channels and readers; the same content is the same version.
    ///
    /// A schedule that is live stays live, so what its runs would need has to be there.
    /// - Throws: ``RuntimeError`` `secretMissing` before anything is stored.
    package func apply(
        _ bundle: PipelineBundle, _ pipeline: Pipeline, channels: [Channel], prune: Bool, by actor: String
    ) async throws -> AppliedPipeline {
        if pipeline.schedule != nil, try await schedules.list(pipeline.name, for: tenant).first?.mode == .live {
            let stored = try await ChannelStore(database: platform.database).list(for: tenant)
            let unchanged = stored.filter { channel in !channels.contains { $0.name == channel.name } }
            try LiveCheck(settings: platform.settings).require(
                pipeline, channels: channels + unchanged,
                otherwise: "Its schedule is live, so nothing was applied. Let it rehearse with: presswork schedules "
                    + "rehearse \(pipeline.name)")
        }
        return try await platform.pipelines.apply(
            bundle, as: pipeline, channels: channels, prune: prune, defaultProvider: platform.settings.provider,
            by: actor,
            for: tenant)
    }

    /// The newest version of a pipeline.
    ///
    /// - Throws: ``RuntimeError`` `notFound` naming what is there.
    package func pipeline(named name: String) async throws -> AppliedPipeline {
        if let found = try await platform.pipelines.latest(name, for: tenant) { return found }
        let names = try await platform.pipelines.list(for: tenant).map(\.pipeline.name)
        let known = names.isEmpty ? "None was applied yet." : "Applied are: \(names.joined(separator: ", "))."
        throw RuntimeError(.notFound, "No pipeline is called \(name). \(known)")
    }

    /// Enqueues a run. A live run is refused before anything is written when it lacks a secret.
    package func enqueue(_ applied: AppliedPipeline, _ order: RunOrder) async throws -> EnqueuedRun {
        let pipeline = applied.pipeline
        if order.mode == .live {
            let channels = try await ChannelStore(database: platform.database).list(for: tenant)
            try LiveCheck(settings: platform.settings).require(pipeline, channels: channels)
        }
        let parameters = try parameters(of: pipeline, order.parameters)
        let stages = pipeline.stages.filter { stage in order.until.map { stage <= $0 } ?? true }
        guard !stages.isEmpty else {
            throw RuntimeError(.refused, "\(pipeline.name) has no stage up to \(order.until?.rawValue ?? "the end").")
        }
        return try await RunStore(platform.database, tenant: tenant).enqueue(
            NewRun(
                pipeline: PipelineID(applied.id.rawValue), stages: stages, fromStage: order.from,
                selection: RunSelection(first: order.first, only: order.only), logicalTime: order.logicalTime,
                parameters: parameters, mode: order.mode, origin: order.origin, resend: order.resend,
                refresh: order.refresh, priority: order.priority, idempotencyKey: order.idempotencyKey,
                uniqueKey: order.uniqueKey, startAt: order.startAt, concurrency: order.concurrency, actor: order.actor))
    }

    var schedules: ScheduleStore { ScheduleStore(database: platform.database) }
    var backfills: BackfillStore { BackfillStore(database: platform.database) }

    /// The manifest's defaults under what is given; names that the manifest does not know are refused.
    func parameters(of pipeline: Pipeline, _ given: [String: String]) throws -> [String: String] {
        for name in given.keys.sorted() where pipeline.parameters[name] == nil {
            let known = pipeline.parameters.keys.sorted().joined(separator: ", ")
            throw RuntimeError(
                .refused,
                "\(pipeline.name) has no parameter called \(name)\(known.isEmpty ? "" : "; it has: \(known)").")
        }
        var result: [String: String] = [:]
        for (name, parameter) in pipeline.parameters {
            guard let value = given[name] ?? parameter.defaultValue else {
                throw RuntimeError(.refused, "\(pipeline.name) needs --param \(name)=…")
            }
            result[name] = value
        }
        return result
    }
}
