import ControlAPI
import Logging
import Observability

/// The gateway's routes over one platform.
struct GatewayServer {
    let platform: Platform
    let registry: PrometheusRegistry
    let logger: Logger

    func make(on address: ListenAddress) -> HTTPServer {
        let (platform, registry) = (platform, registry)
        let probes = Probes(
            metrics: { registry.exposition() }, obstacles: { await Readiness(platform: platform).obstacles() })
        return HTTPServer(
            "gateway", on: address,
            routes: [
                .unsubscribe(CatalogReaderDesk(subscribers: platform.subscribers)),
                .runs(CatalogRunDesk(platform: platform)), probes.routes,
            ], logger: logger)
    }
}
