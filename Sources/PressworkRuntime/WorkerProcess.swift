import ControlAPI
import Fleet
import Pipelines
import Redis

/// `presswork-worker`.
package enum WorkerProcess {
    /// Runs a worker until it is told to stop; what runs then is finished or given back.
    ///
    /// - Parameters:
    ///   - lanes: The stages that it serves, and how many jobs at a time in each.
    ///   - drill: URL of a drill's oracle: then every stage is a stand-in that counts itself there.
    ///   - drillTimeout: of its jobs.
    ///   - listen: Where the probes are.
    package static func run(
        _ lanes: WorkerLanes, drill: String? = nil, drillTimeout: Duration = .seconds(300), listen: String
    ) async throws {
        let kit = try ProcessKit.start("presswork-worker")
        let stages = lanes.slots.keys.sorted()
        let address = try ProcessKit.address(listen)
        try await Platform.with(kit.settings) { platform in
            try await withHandlers(of: stages, drill: drill, drillTimeout, platform, kit) { handlers in
                let services = FleetServices(platform, logger: kit.logger)
                let worker = services.worker(handlers, lanes)
                let probes = kit.probes(on: address, platform: platform, ailment: { worker.ailment() })
                try await kit.run([
                    kit.gated(worker, by: platform), QuietSignal(worker: worker, logger: kit.logger), probes,
                ])
                await services.close()
            }
        }
    }

    /// Lends the stages' own handlers, or stand-ins.
    private static func withHandlers(
        of stages: [Stage], drill: String?, _ timeout: Duration, _ platform: Platform, _ kit: ProcessKit,
        _ body: @escaping @Sendable ([any StageHandler]) async throws -> Void
    ) async throws {
        if let drill {
            let oracle = RedisClient(try RedisEndpoint(drill), on: platform.loop, resolver: platform.pool)
            try await body(try stages.map { try DrillHandler(stage: $0, timeout: timeout, oracle: oracle) })
            await oracle.close()
        } else {
            let root = LocalFolder().rehearsal
            try await RehearsalDesk.with(root: root, platform: platform, logger: kit.logger) { places in
                try await body(try StageRegistry(platform: platform, rehearsal: places).handlers(for: stages))
            }
        }
    }
}
