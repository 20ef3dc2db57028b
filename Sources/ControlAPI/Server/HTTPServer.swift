import EventLoops
import Glibc
import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle

/// An HTTP/1.1 server for some routes. It runs as a service: a graceful shutdown stops accepting, answers what it has
/// begun and ends; cancellation ends at once.
package final class HTTPServer: Service {
    private let name: String
    private let address: ListenAddress
    private let routes: [Routes]
    private let limits: HTTPServerLimits
    private let accessLog: Logger.Level
    private let logger: Logger
    private let bound = BoundPort()
    private let hasRun = Locked(false)

    /// - Parameters:
    ///   - name: for messages, for example `gateway`.
    ///   - accessLog: the level of the line that each request gets, without its path, query or token; answers of 500
    ///     and above are warnings.
    package init(
        _ name: String, on address: ListenAddress, routes: [Routes], limits: HTTPServerLimits = HTTPServerLimits(),
        accessLog: Logger.Level = .debug, logger: Logger
    ) {
        self.name = name
        self.address = address
        self.routes = routes
        self.limits = limits
        self.accessLog = accessLog
        self.logger = logger
    }

    /// The port it listens on, as soon as it does.
    /// - Throws: `HTTPServerError` if it ends before.
    package func port() async throws -> Int { try await bound.value() }

    /// Serves until the service is shut down or the task is cancelled; may be called once.
    /// - Throws: `HTTPServerError` if it cannot listen.
    package func run() async throws {
        let isFirst = hasRun.withLock { hasRun in
            defer { hasRun = true }
            return !hasRun
        }
        precondition(isFirst, "the server \(name) was run twice")
        do {
            try await application.run()
            bound.settle(.failure(HTTPServerError(.stopped, "The server \(name) has stopped.")))
        } catch {
            let isTaken = (error as? IOError)?.errnoCode == EADDRINUSE
            let failure = HTTPServerError(
                isTaken ? .addressInUse : .cannotListen,
                "The server \(name) cannot listen on \(address): \(isTaken ? "another process does" : "\(error)")",
                underlying: error)
            throw bound.settle(.failure(failure)) ? failure : error
        }
    }

    /// Runs a server on a free port of this machine for as long as `use` runs, and lends its address
    /// (`http://127.0.0.1:port`).
    package static func serving<Value: Sendable>(
        _ name: String, _ routes: [Routes], limits: HTTPServerLimits = HTTPServerLimits(), logger: Logger,
        _ use: (String) async throws -> Value
    ) async throws -> Value {
        let server = HTTPServer(name, on: .loopback(), routes: routes, limits: limits, logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            defer { group.cancelAll() }
            return try await use("http://127.0.0.1:\(try await server.port())")
        }
    }

    private var application: some ApplicationProtocol {
        let router = Router(context: RouteContext.self, options: .autoGenerateHeadEndpoints)
        for group in routes { group.add(router) }
        let door = FrontDoor(
            rooms: router.buildResponder(), requestTime: limits.requestTime, accessLog: accessLog, logger: logger)
        var quiet = logger
        quiet.logLevel = .critical
        return Application(
            responder: door,
            server: .http1(configuration: .init(idleTimeout: TimeAmount(limits.idleTime))),
            configuration: ApplicationConfiguration(
                address: .hostname(address.host, port: address.port),
                availableConnectionsDelegate: .maximum(limits.connections, logger: quiet)),
            onServerRunning: { [bound, name, address, logger] channel in
                let port = channel.localAddress?.port ?? address.port
                logger.info("listening", metadata: ["server": "\(name)", "host": "\(address.host)", "port": "\(port)"])
                bound.settle(.success(port))
            },
            logger: quiet)
    }
}
