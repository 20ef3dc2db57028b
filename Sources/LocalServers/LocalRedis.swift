package import EventLoops
import Glibc

/// A private redis-server on a Unix socket, keeping nothing on disk: what Presswork has in Redis may be lost.
package struct LocalRedis: Sendable {
    private let process: ServerProcess
    /// The absolute path of its socket.
    package let socketPath: String

    /// How it is set up.
    package struct Options: Sendable {
        /// More lines for its configuration: name and value, such as `("maxmemory", "64mb")`.
        package var settings: [(name: String, value: String)] = []
        package var startTimeout: Duration = .seconds(60)

        package init() {}
    }

    /// The address for clients.
    package var url: String { "redis+unix://\(socketPath)" }

    /// The address of a server whose socket is in a folder.
    package static func url(sockets: String) -> String { "redis+unix://\(socket(in: sockets))" }

    private static func socket(in folder: String) -> String { "\(folder)/redis.sock" }

    /// Starts it, after having stopped what a killed run left in the same folder.
    /// - Parameters:
    ///   - dataDirectory: for its log and pid file; made when missing.
    ///   - sockets: where its socket is.
    package static func start(
        in dataDirectory: String, sockets: SocketFolder, options: Options = Options(), on loop: EventLoop
    ) async throws(LocalServerError) -> LocalRedis {
        guard let program = Files.program("redis-server", in: ["/usr/bin", "/usr/local/bin"]) else {
            throw LocalServerError(
                .notInstalled, "redis-server is not installed; on Debian: apt-get install redis-server")
        }
        let folder = try Files.makeFolder(dataDirectory)
        let lock = try FolderLock(folder)
        let socketPath = socket(in: sockets.path)
        let settings =
            [
                ("port", "0"), ("unixsocket", socketPath), ("unixsocketperm", "700"), ("dir", folder), ("save", ""),
                ("appendonly", "no"), ("maxmemory-policy", "noeviction"), ("daemonize", "no"),
                ("supervised", "systemd"),
            ] + options.settings
        var command = ChildProcess.Command(program, settings.flatMap { ["--\($0.0)", $0.1] })
        command.directory = folder
        command.log = "\(folder)/redis.log"
        command.deathSignal = SIGTERM
        let process = ServerProcess(
            .init(
                name: "Redis", command: command, folder: folder, marker: folder, sockets: sockets, stopSignal: SIGTERM,
                startTimeout: options.startTimeout), lock: lock, on: loop)
        try await process.stopLeftover()
        try await process.start()
        return LocalRedis(process: process, socketPath: socketPath)
    }

    /// Ends it.
    package func stop() async throws(LocalServerError) {
        try await process.stop()
    }

    /// Ends it at once, as a crash would, and starts it again, empty.
    package func restart() async throws(LocalServerError) {
        try await process.restart(SIGKILL)
    }

    /// The server's process; nil when it is stopped.
    package var pid: Int32? {
        get async { await process.pid }
    }

    /// Returns when it has ended.
    package func wait() async throws {
        try await process.wait()
    }
}
