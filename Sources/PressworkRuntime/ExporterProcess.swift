import ControlAPI

/// `presswork-exporter`: the fleet's view for Prometheus. It keeps answering when Postgres or Redis is away, and says so.
package enum ExporterProcess {
    /// - Parameter listen: Where `/metrics` is.
    package static func run(listen: String) async throws {
        let kit = try ProcessKit.start("presswork-exporter")
        let address = try ProcessKit.address(listen)
        try await Platform.with(kit.settings) { platform in
            let collector = FleetCollector(platform: platform, registry: kit.registry)
            try await kit.run([kit.probes(on: address, platform: platform, collect: { await collector.collect() })])
        }
    }
}
