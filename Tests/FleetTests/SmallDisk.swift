import EventLoops
import Foundation
import LocalServers
import Postgres

/// A file system of a few megabytes, in memory, that can be filled up. Making one takes a root who may mount.
struct SmallDisk: Sendable {
    let folder: String
    private var ballast: URL { URL(filePath: folder).appending(path: "ballast") }

    /// Lends one. - Returns: whether this system allows it.
    static func with(megabytes: Int, _ body: (SmallDisk) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "pw-disk-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        guard try await mount(["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder.path]) else {
            throw CocoaError(.fileWriteNoPermission)
        }
        do {
            try await body(SmallDisk(folder: folder.path))
        } catch {
            try await unmount(folder.path)
            throw error
        }
        try await unmount(folder.path)
    }

    /// Whether this process may mount.
    static func isPossible() async -> Bool {
        do {
            try await with(megabytes: 1) { _ in }
            return true
        } catch {
            return false
        }
    }

    /// Runs `body` with a Postgres whose cluster is on this disk.
    func withPostgres(on loop: EventLoop, _ body: (LocalPostgres) async throws -> Void) async throws {
        let sockets = try SocketFolder.make()
        defer { sockets.remove() }
        var options = LocalPostgres.Options()
        options.sharedBuffers = 16
        options.syncsNewCluster = false
        options.settings = [("max_wal_size", "48MB"), ("min_wal_size", "32MB")]
        let server = try await LocalPostgres.start(in: "\(folder)/data", sockets: sockets, options: options, on: loop)
        do { try await body(server) } catch {
            try await server.stop(.immediate)
            throw error
        }
        try await server.stop(.immediate)
    }

    /// Takes all the room that is left.
    func fill() throws {
        try Data().write(to: ballast)
        let file = try FileHandle(forWritingTo: ballast)
        defer { try? file.close() }
        for size in [1 << 20, 1 << 12] {
            let bytes = Data(repeating: 0, count: size)
            // It ends when nothing more fits.
            do { while true { try file.write(contentsOf: bytes) } } catch { continue }
        }
    }

    /// Gives it back.
    func free() throws {
        try FileManager.default.removeItem(at: ballast)
    }

    private static func mount(_ arguments: [String]) async throws -> Bool {
        try await ChildProcess(.init("/bin/mount", arguments), on: EphemeralServers.shared.loop).wait() == .code(0)
    }

    private static func unmount(_ folder: String) async throws {
        try await ChildProcess(.init("/bin/umount", ["-l", folder]), on: EphemeralServers.shared.loop).wait()
    }
}
