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
        let standIn = try await GumroadStandIn.open(folder: root + "/gumroad")
        return try await HTTPServer.serving("gumroad stand-in", [standIn.routes], logger: logger) { address in
            try await body(RehearsalPlaces(root: root, store: store, gumroadURL: "\(address)/v2"))
        }
    }
}
