import ControlAPI
import Pipelines

/// `presswork-worker`.
package enum WorkerProcess {
    /// Runs a worker until it is told to stop; what runs then is finished or given back.
    ///
    /// - Parameters:
    ///   - stages: Names of stages; empty for all.
    ///   - concurrency: Jobs at a time in each stage.
    ///   - listen: Where the probes are.
    package static func run(stages names: [String], concurrency: Int, listen: String) async throws {
        let kit = try ProcessKit.start("presswork-worker")
        let stages = try stages(names)
        let address = try ProcessKit.address(listen)
        try await Platform.with(kit.settings) { platform in
            try await ProcessKit.checkSchema(platform)
            let root = LocalFolder().rehearsal
            try await RehearsalDesk.with(root: root, platform: platform, logger: kit.logger) { places in
                let services = FleetServices(platform, logger: kit.logger)
                let worker = try services.worker(stages: stages, concurrency: concurrency, places: places)
                try await kit.run([worker, kit.probes(on: address, platform: platform)])
                await services.close()
            }
        }
    }

    private static func stages(_ names: [String]) throws -> [Stage] {
        guard !names.isEmpty else { return Stage.allCases }
        return try names.map { name in
            guard let stage = Stage(rawValue: name) else {
                let known = Stage.allCases.map(\.rawValue).joined(separator: ", ")
                throw RuntimeError(.settings, "\(name) is not a stage; stages are: \(known).")
            }
            return stage
        }
    }
}
