import Foundation

/// `.presswork/`: what the local mode keeps beside the pipelines. Everything in it may be deleted while nothing runs.
package struct LocalFolder: Sendable {
    /// Absolute path.
    package let path: String

    /// - Parameter path: Relative to the working directory, or absolute.
    package init(_ path: String = ".presswork") {
        let absolute = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
        self.path = absolute.hasSuffix("/") ? String(absolute.dropLast()) : absolute
    }

    var redis: String { path + "/redis" }
    var postgres: String { path + "/postgres" }
    /// Object storage.
    package var objects: String { path + "/objects" }
    /// What rehearsals sent: `mail/`, `gumroad/`, `site/`, `social/`.
    package var rehearsal: String { path + "/rehearsal" }

    /// The socket folder that an earlier run used: its path is kept here, since sockets need a short one elsewhere.
    var socketPath: String? {
        guard let data = FileManager.default.contents(atPath: path + "/sockets") else { return nil }
        return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Makes the folder and remembers where the sockets are.
    func remember(socketPath: String) throws {
        try make()
        try Data((socketPath + "\n").utf8).write(to: URL(filePath: path + "/sockets"))
    }

    /// Makes the folder, for its owner alone.
    func make() throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
}
