package import EventLoops
import Glibc

/// A private Postgres on a Unix socket, that trusts whoever may enter the socket's folder.
package struct LocalPostgres: Sendable {
    private let process: ServerProcess
    /// The absolute path of the folder of its socket, `host` in a connection string.
    package let socketDirectory: String

    /// How it is set up.
    package struct Options: Sendable {
        /// In megabytes.
        package var sharedBuffers = 256
        package var maximumConnections = 100
        /// Whether a new cluster is synced to disk; tests need not wait for it. The server itself always syncs.
        package var syncsNewCluster = true
        /// More settings for the server, such as `("log_min_duration_statement", "100")`.
        package var settings: [(name: String, value: String)] = []
        package var startTimeout: Duration = .seconds(60)

        package init() {}
    }

    /// How it is stopped.
    package enum StopMode: Sendable {
        /// Transactions are rolled back, everything is written.
        case fast
        /// As a crash: it recovers from its log at the next start.
        case immediate

        var signal: CInt { self == .fast ? SIGINT : SIGQUIT }
    }

    /// Starts it, after having stopped what a killed run left in the same folder; makes the cluster when there is none.
    /// - Parameters:
    ///   - dataDirectory: for its cluster, log and pid file; made when missing.
    ///   - sockets: where its socket is.
    package static func start(
        in dataDirectory: String, sockets: SocketFolder, options: Options = Options(), on loop: EventLoop
    ) async throws(LocalServerError) -> LocalPostgres {
        let folder = try Files.makeFolder(dataDirectory)
        let lock = try FolderLock(folder)
        let programs = try PostgresPrograms.find()
        let identity = try await PostgresIdentity.choose(folder: folder, sockets: sockets, on: loop)
        let cluster = identity.cluster
        var command = identity.command(programs.server, arguments(cluster, sockets, options))
        command.log = "\(folder)/postgres.log"
        // Postgres shuts down fast when its parent dies; its own children follow it.
        command.deathSignal = SIGINT
        let process = ServerProcess(
            .init(
                name: "Postgres", command: command, folder: folder, marker: cluster, sockets: sockets,
                stopSignal: SIGINT, startTimeout: options.startTimeout), lock: lock, on: loop)
        try await process.stopLeftover()
        if !Files.exists("\(cluster)/PG_VERSION") {
            try await makeCluster(identity, programs, folder, options, on: loop)
        }
        try await process.start()
        return LocalPostgres(process: process, socketDirectory: sockets.path)
    }

    /// A connection string for a user and database of it.
    package func conninfo(user: String = superuser, database: String = "postgres") -> String {
        Self.conninfo(sockets: socketDirectory, user: user, database: database)
    }

    /// A connection string for a user and database of a server whose sockets are in a folder.
    package static func conninfo(
        sockets: String, user: String = superuser, database: String = "postgres"
    ) -> String {
        "host='\(sockets)' port=5432 user='\(user)' dbname='\(database)' sslmode=disable gssencmode=disable"
    }

    /// The user that owns the cluster.
    package static let superuser = "postgres"

    /// Ends it.
    package func stop(_ mode: StopMode = .fast) async throws(LocalServerError) {
        try await process.stop(mode.signal)
    }

    /// Ends it and starts it again with the same data.
    package func restart(_ mode: StopMode = .fast) async throws(LocalServerError) {
        try await process.restart(mode.signal)
    }

    /// The server's process; nil when it is stopped.
    package var pid: Int32? {
        get async { await process.pid }
    }

    /// Returns when it has ended.
    package func wait() async throws {
        try await process.wait()
    }

    private static func arguments(_ cluster: String, _ sockets: SocketFolder, _ options: Options) -> [String] {
        let settings =
            [
                ("listen_addresses", ""), ("unix_socket_directories", sockets.path),
                ("unix_socket_permissions", "0700"), ("port", "5432"), ("fsync", "on"), ("synchronous_commit", "on"),
                ("full_page_writes", "on"), ("shared_buffers", "\(options.sharedBuffers)MB"), ("max_wal_size", "4GB"),
                ("max_connections", "\(options.maximumConnections)"), ("dynamic_shared_memory_type", "posix"),
                ("log_timezone", "UTC"), ("timezone", "UTC"),
            ] + options.settings
        return ["-D", cluster] + settings.flatMap { ["-c", "\($0.0)=\($0.1)"] }
    }

    private static func makeCluster(
        _ identity: PostgresIdentity, _ programs: PostgresPrograms, _ folder: String, _ options: Options,
        on loop: EventLoop
    ) async throws(LocalServerError) {
        // initdb refuses a folder that is not empty, so an attempt that was cut short would stay in the way for ever:
        // it works beside the place and the finished cluster is moved there.
        let draft = "\(identity.cluster).new"
        let settings = [
            "-D", draft, "-U", superuser, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions",
        ]
        var command = identity.command(programs.initdb, settings + (options.syncsNewCluster ? [] : ["--no-sync"]))
        command.log = "\(folder)/initdb.log"
        do {
            var clean = identity.command("/bin/rm", ["-rf", draft])
            clean.log = command.log
            _ = try await ChildProcess(clean, on: loop).wait()
            let child = try await ChildProcess(command, on: loop)
            defer { child.handle.send(SIGTERM) }
            guard try await child.wait(deadline: .now + .seconds(120)) == .code(0),
                unsafe rename(draft, identity.cluster) == 0
            else { throw LocalServerError(.didNotStart, "initdb failed; see \(folder)/initdb.log") }
        } catch let error as LocalServerError {
            throw error
        } catch {
            throw LocalServerError(.didNotStart, "initdb could not be run: \(error)", underlying: error)
        }
    }
}
