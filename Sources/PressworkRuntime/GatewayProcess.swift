import ControlAPI

/// `presswork-gateway`: the public edge: one-click unsubscribe and the API that enqueues runs.
package enum GatewayProcess {
    /// - Parameter listen: Where it serves; TLS ends in front of it.
    package static func run(listen: String) async throws {
        let kit = try ProcessKit.start("presswork-gateway")
        let address = try ProcessKit.address(listen)
        try await Platform.with(kit.settings) { platform in
            let server = GatewayServer(platform: platform, registry: kit.registry, logger: kit.logger)
            try await kit.run([kit.gated(server.make(on: address), by: platform)])
        }
    }
}
