import Catalog
import ControlAPI
package import Logging
import Metrics
import Observability
import Pipelines
import Postgres
import ServiceLifecycle
import UnixSignals

/// What every long-running process does the same way: logs, metrics, probes, signals, the schema check.
package struct ProcessKit: Sendable {
    package let settings: Settings
    package let logger: Logger
    let registry: PrometheusRegistry

    /// Sets up logging and metrics for the whole process; called once, before anything else.
    package static func start(_ name: String, flags: [String: String] = [:]) throws -> ProcessKit {
        let settings = try Settings.read(flags: flags)
        let level = Logger.Level(rawValue: settings.logLevel) ?? .info
        let format = settings.logFormat
        LoggingSystem.bootstrap { label in
            switch format {
            case .json: JSONLogHandler(label: label, level: level, sink: .standardError)
            case .plain: PlainLogHandler(label: label, level: level, sink: .standardError)
            }
        }
        let registry = PrometheusRegistry()
        MetricsSystem.bootstrap(PrometheusMetricsFactory(registry: registry))
        registry.set("presswork_process_info", [("process", name)], to: 1)
        return ProcessKit(settings: settings, logger: Logger(label: name), registry: registry)
    }

    /// The server of `/metrics`, `/healthz` and `/readyz`.
    func probes(
        on address: ListenAddress, platform: Platform, ailment: @escaping @Sendable () async -> String? = { nil },
        collect: @escaping @Sendable () async -> Void = {}
    ) -> HTTPServer {
        let registry = registry
        let probes = Probes(
            metrics: {
                await collect()
                return registry.exposition()
            }, ailment: ailment, obstacles: { await Readiness(platform: platform).obstacles() })
        return HTTPServer("probes", on: address, routes: [probes.routes], logger: logger)
    }

    /// Refuses to work on a schema that is not this program's.
    static func checkSchema(_ platform: Platform) async throws {
        try await platform.appPool.withConnection { try await Migrator().check($0) }
    }

    /// A service that begins when Postgres answers with this program's schema.
    func gated(_ service: any Service, by platform: Platform) -> SchemaGate {
        SchemaGate(service, logger: logger) { try await Self.checkSchema(platform) }
    }

    /// Runs services until one fails or ends, or the process is told to stop; then the others drain.
    func run(_ services: [any Service]) async throws {
        let entries = services.map { service in
            ServiceGroupConfiguration.ServiceConfiguration(
                service: service, successTerminationBehavior: .gracefullyShutdownGroup)
        }
        let configuration = ServiceGroupConfiguration(
            services: entries, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// Reads an address such as `0.0.0.0:9464`.
    static func address(_ text: String) throws -> ListenAddress {
        guard let address = ListenAddress(parsing: text) else {
            throw RuntimeError(.settings, "\(text) is not an address to listen on, such as 127.0.0.1:9464.")
        }
        return address
    }
}
