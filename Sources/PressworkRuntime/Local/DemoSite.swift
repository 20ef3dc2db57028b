import ControlAPI
import EventLoops
import Foundation
package import Logging

/// The bundled magazine, served on loopback for the length of the demo.
package enum DemoSite {
    /// The port that is tried first: sources are known by their address, so the same port lets a second demo find that
    /// nothing has changed.
    private static let usualPort = 8099

    /// Where the bundled sources and pipelines are: the working directory, or the package that the program was built in.
    ///
    /// - Throws: ``RuntimeError`` `notFound`.
    package static func packageRoot() throws -> String {
        let working = FileManager.default.currentDirectoryPath
        var candidates = [working]
        if let program = Bundle.main.executableURL?.resolvingSymlinksInPath() {
            var folder = program.deletingLastPathComponent()
            for _ in 0..<4 {
                candidates.append(folder.path)
                folder = folder.deletingLastPathComponent()
            }
        }
        for root in candidates where FileManager.default.fileExists(atPath: root + "/Fixtures/site/feed.xml") {
            return root
        }
        throw RuntimeError(
            .notFound, "The bundled magazine (Fixtures/site) is not here; run the demo in the project's folder.")
    }

    /// Serves the magazine beside `body`.
    ///
    /// - Parameter body: Gets `host:port` of the site.
    package static func serve<Value: Sendable>(
        root: String, logger: Logger, _ body: @escaping @Sendable (_ host: String) async throws -> Value
    ) async throws -> Value {
        do {
            return try await serve(root, usualPort, logger, body)
        } catch let error as HTTPServerError where error.code == .addressInUse {
            return try await serve(root, 0, logger, body)
        }
    }

    private static func serve<Value: Sendable>(
        _ root: String, _ port: Int, _ logger: Logger, _ body: @escaping @Sendable (String) async throws -> Value
    ) async throws -> Value {
        let site = SiteServer(folder: root + "/Fixtures/site", on: ComputePool(name: "magazine", threads: 1))
        let server = HTTPServer(
            "magazine", on: ListenAddress(host: "127.0.0.1", port: port), routes: [site.routes], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            defer { group.cancelAll() }
            return try await body("127.0.0.1:\(try await server.port())")
        }
    }
}
