import ControlAPI
import Foundation
import Logging
import ObjectStorage

/// Makes the places of a rehearsal: folders for mail, pages and posts, and the shop's stand-in on loopback.
enum RehearsalDesk {
    /// Runs the stand-in beside `body`.
    ///
    /// - Parameter root: Absolute path of the folder that everything is recorded in.
    static func with<Value: Sendable>(
        root: String, platform: Platform, logger: Logger,
        _ body: @escaping @Sendable (RehearsalPlaces) async throws -> Value
    ) async throws -> Value {
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        let store = try await FolderStore(path: root, on: platform.pool)
        let standIn = try GumroadStandIn(folder: root + "/gumroad")
        let server = HTTPServer(
            "gumroad stand-in", on: ListenAddress(host: "127.0.0.1", port: 0), routes: [standIn.routes], logger: logger)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            defer { group.cancelAll() }
            let port = try await server.port()
            return try await body(
                RehearsalPlaces(root: root, store: store, gumroadURL: "http://127.0.0.1:\(port)/v2"))
        }
    }
}
