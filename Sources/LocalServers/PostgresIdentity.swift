import EventLoops
import Glibc

/// As whom Postgres, which refuses to run as root, is run, and where its cluster is then.
struct PostgresIdentity {
    /// The cluster's folder.
    let cluster: String
    private let mode: Mode

    private enum Mode {
        /// As ourselves.
        case plain
        /// In a user namespace where root is called 1000: the files stay root's.
        case namespace(unshare: String)
        case user(id: UInt32, group: UInt32)
    }

    /// `program` as that user.
    func command(_ program: String, _ arguments: [String]) -> ChildProcess.Command {
        var command: ChildProcess.Command
        switch mode {
        case .plain: command = .init(program, arguments)
        case .namespace(let unshare): command = .init(unshare, Self.mapping + [program] + arguments)
        case .user(let id, let group):
            command = .init(program, arguments)
            command.user = (id, group)
        }
        command.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        return command
    }

    private static let mapping = ["--user", "--map-user=1000", "--map-group=1000", "--"]

    static func choose(
        folder: String, sockets: SocketFolder, on loop: EventLoop
    ) async throws(LocalServerError) -> PostgresIdentity {
        guard geteuid() == 0 else { return PostgresIdentity(cluster: "\(folder)/cluster", mode: .plain) }
        if let unshare = Files.program("unshare"), try await mayUnshare(unshare, on: loop) {
            // It may have been given to the user postgres before.
            guard unsafe chown(sockets.path, 0, 0) == 0 else { throw Files.failure("take back", sockets.path) }
            return PostgresIdentity(cluster: "\(folder)/cluster", mode: .namespace(unshare: unshare))
        }
        return try asPostgresUser(folder: folder, sockets: sockets)
    }

    /// Containers often forbid user namespaces.
    private static func mayUnshare(_ unshare: String, on loop: EventLoop) async throws(LocalServerError) -> Bool {
        do {
            let child = try await ChildProcess(.init(unshare, mapping + ["/bin/true"]), on: loop)
            return try await child.wait(deadline: .now + .seconds(5)) == .code(0)
        } catch {
            // Who was cancelled knows nothing, and must not give anything away.
            if Task.isCancelled { throw LocalServerError(.didNotStart, "the start was cancelled", underlying: error) }
            return false
        }
    }

    /// That user may not enter root's folders, so its cluster is under the temporary folder, and the caller's folder
    /// remembers where.
    static func asPostgresUser(
        folder: String, sockets: SocketFolder
    ) throws(LocalServerError) -> PostgresIdentity {
        guard let entry = unsafe getpwnam("postgres") else {
            throw LocalServerError(
                .didNotStart,
                "Postgres refuses to run as root, this system forbids user namespaces, and there is no user postgres")
        }
        let (id, group) = unsafe (entry.pointee.pw_uid, entry.pointee.pw_gid)
        let note = "\(folder)/location"
        var home = Files.read(note)?.split(separator: "\n").first.map(String.init)
        if home.map(Files.exists) != true {
            let made = try Files.makeTemporaryFolder(prefix: "pw-postgres")
            try Files.write(made + "\n", to: note)
            home = made
        }
        guard let home else { throw LocalServerError(.folder, "\(note) cannot be read") }
        for path in [home, sockets.path] where unsafe chown(path, id, group) != 0 {
            throw Files.failure("give the user postgres", path)
        }
        return PostgresIdentity(cluster: "\(home)/cluster", mode: .user(id: id, group: group))
    }
}
