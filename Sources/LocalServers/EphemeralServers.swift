package import EventLoops
import Glibc

/// One Redis and one Postgres for all tests of a process: started when a test first asks, gone with their data when
/// the process exits.
package actor EphemeralServers {
    package static let shared = EphemeralServers()

    /// The loop that the servers' processes are tied to; clients under test may run on it as well.
    package nonisolated let loop = EventLoop(name: "servers")
    // Tasks, so that tests that ask at the same time wait for the same start.
    private var redisStart: Task<LocalRedis, any Error>?
    private var postgresStart: Task<LocalPostgres, any Error>?

    private init() {
        atexit { EphemeralServers.tearDown() }
    }

    /// The running Redis.
    package func redis() async throws -> LocalRedis {
        // Not a child: the server outlives the test that happened to ask first.
        let start =
            redisStart
            ?? Task {
                let folder = try Self.makeFolder("pw-test-redis")
                let sockets = try SocketFolder.make()
                Self.remains.withLock { $0.folders.append(sockets.path) }
                let redis = try await LocalRedis.start(in: folder, sockets: sockets, on: loop)
                await Self.remember(redis.pid)
                return redis
            }
        redisStart = start
        return try await start.value
    }

    /// The running Postgres.
    package func postgres() async throws -> LocalPostgres {
        // Not a child, for the same reason.
        let start =
            postgresStart
            ?? Task {
                let folder = try Self.makeFolder("pw-test-postgres")
                let sockets = try SocketFolder.make()
                Self.remains.withLock { $0.folders.append(sockets.path) }
                var options = LocalPostgres.Options()
                options.sharedBuffers = 64
                options.syncsNewCluster = false
                let postgres = try await LocalPostgres.start(in: folder, sockets: sockets, options: options, on: loop)
                await Self.remember(postgres.pid)
                return postgres
            }
        postgresStart = start
        return try await start.value
    }

    private struct Remains: Sendable {
        var folders: [String] = []
        var processes: [Int32] = []
    }

    private static let remains = Locked(Remains())

    private static func makeFolder(_ prefix: String) throws -> String {
        let folder = try Files.makeTemporaryFolder(prefix: prefix)
        remains.withLock { $0.folders.append(folder) }
        return folder
    }

    private static func remember(_ pid: Int32?) {
        guard let pid else { return }
        remains.withLock { $0.processes.append(pid) }
    }

    /// At exit: no loop can be awaited any more, so this waits by itself, a second at most.
    private static func tearDown() {
        let remains = remains.withLock { $0 }
        for pid in remains.processes { kill(pid, SIGQUIT) }
        for _ in 0..<100 where remains.processes.contains(where: { kill($0, 0) == 0 && waitpid($0) == 0 }) {
            usleep(10_000)
        }
        for folder in remains.folders { Files.removeTree(folder) }
    }

    private static func waitpid(_ pid: Int32) -> Int32 {
        Glibc.waitpid(pid, nil, WNOHANG)
    }
}
