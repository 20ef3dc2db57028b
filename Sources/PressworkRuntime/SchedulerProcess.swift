import ControlAPI

/// `presswork-scheduler`: dispatching, schedules and upkeep. Several may run; one leads.
package enum SchedulerProcess {
    /// - Parameter listen: Where the probes are.
    package static func run(listen: String) async throws {
        let kit = try ProcessKit.start("presswork-scheduler")
        let address = try ProcessKit.address(listen)
        try await Platform.with(kit.settings) { platform in
            let services = FleetServices(platform, logger: kit.logger)
            try await kit.run([kit.gated(services.leader(), by: platform), kit.probes(on: address, platform: platform)])
            await services.close()
        }
    }
}
