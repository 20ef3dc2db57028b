import EventLoops
import Glibc
import Testing

@testable import LocalServers

@Suite(.timeLimit(.minutes(10)))
struct LocalServersTests {
    let loop = EventLoop(name: "servers")
    let folder: String
    let sockets: SocketFolder

    init() throws {
        folder = try Files.makeTemporaryFolder(prefix: "pw-test")
        sockets = try SocketFolder.make()
    }

    private func cleanUp() {
        sockets.remove()
        Files.removeTree(folder)
        loop.stop()
    }

    @Test func redisStartsAnswersRestartsAndStops() async throws {
        let redis = try await LocalRedis.start(in: folder, sockets: sockets, on: loop)
        #expect(connects(redis.socketPath))
        let first = await redis.pid
        try await redis.restart()
        #expect(connects(redis.socketPath))
        #expect(await redis.pid != first)
        try await redis.stop()
        #expect(!connects(redis.socketPath))
        #expect(await redis.pid == nil)
        #expect(!Files.exists("\(folder)/pid"))
        cleanUp()
    }

    @Test func postgresKeepsItsClusterOverStops() async throws {
        var options = LocalPostgres.Options()
        options.sharedBuffers = 64
        options.syncsNewCluster = false
        let postgres = try await LocalPostgres.start(in: folder, sockets: sockets, options: options, on: loop)
        #expect(connects("\(sockets.path)/.s.PGSQL.5432"))
        try await postgres.restart(.immediate)
        #expect(connects("\(sockets.path)/.s.PGSQL.5432"))
        try await postgres.stop()
        let again = try await LocalPostgres.start(in: folder, sockets: sockets, options: options, on: loop)
        #expect(connects("\(sockets.path)/.s.PGSQL.5432"))
        try await again.stop()
        let log = try #require(Files.read("\(folder)/postgres.log", limit: 1 << 20))
        #expect(log.contains("received immediate shutdown request"))
        #expect(log.contains("received fast shutdown request"))
        cleanUp()
    }

    @Test func aFolderServesOneProcessAtATime() async throws {
        let redis = try await LocalRedis.start(in: folder, sockets: sockets, on: loop)
        let error = await #expect(throws: LocalServerError.self) {
            _ = try await LocalRedis.start(in: folder, sockets: sockets, on: loop)
        }
        #expect(error?.code == .inUse)
        try await redis.stop()
        cleanUp()
    }

    @Test func whatAKilledRunLeftIsStopped() async throws {
        // A process whose command line names the folder stands for the server of a run that was killed.
        let left = try await ChildProcess(.init("/bin/sh", ["-c", "sleep 600; : \(folder)"]), on: loop)
        try PidFile(path: "\(folder)/pid").write(left.handle.pid)
        let redis = try await LocalRedis.start(in: folder, sockets: sockets, on: loop)
        #expect(try await left.wait() == .signal(SIGTERM))
        try await redis.stop()
        cleanUp()
    }

    @Test func aStrangersPidIsLeftAlone() async throws {
        let stranger = try await ChildProcess(.init("/bin/sleep", ["600"]), on: loop)
        let file = PidFile(path: "\(folder)/pid")
        try file.write(stranger.handle.pid)
        #expect(file.process(naming: folder) == nil, "its command line does not name the folder")
        #expect(file.process(naming: "sleep")?.pid == stranger.handle.pid)
        try Files.write("\(stranger.handle.pid) 1\n", to: file.path)
        #expect(file.process(naming: "sleep") == nil, "it began at another time")
        try await stranger.stop()
        cleanUp()
    }

    @Test func aServerThatEndsWhileStartingSaysWhy() async throws {
        var options = LocalRedis.Options()
        options.settings = [("no-such-setting", "1")]
        let error = await #expect(throws: LocalServerError.self) {
            _ = try await LocalRedis.start(in: folder, sockets: sockets, options: options, on: loop)
        }
        #expect(error?.code == .didNotStart)
        #expect(error?.message.contains("no-such-setting") == true)
        cleanUp()
    }

    @Test(.enabled(if: hasUserPostgres, "needs root and the user postgres"))
    func theUserPostgresCanRunIt() async throws {
        let identity = try PostgresIdentity.asPostgresUser(folder: folder, sockets: sockets)
        let again = try PostgresIdentity.asPostgresUser(folder: folder, sockets: sockets)
        #expect(identity.cluster == again.cluster, "the folder remembers where the cluster is")
        var command = identity.command("/usr/bin/id", ["-un"])
        command.log = "\(folder)/id.log"
        #expect(try await ChildProcess(command, on: loop).wait() == .code(0))
        #expect(Files.read(command.log) == "postgres\n")
        Files.removeTree(String(identity.cluster.dropLast("/cluster".count)))
        cleanUp()
    }

    private func connects(_ path: String) -> Bool {
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        return unsafe withUnsafeMutableBytes(of: &address) { raw in
            for (index, byte) in bytes.enumerated() { unsafe raw[2 + index] = byte }
            return unsafe raw.withMemoryRebound(to: sockaddr.self) {
                unsafe connect(descriptor, $0.baseAddress, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}

private var hasUserPostgres: Bool {
    unsafe geteuid() == 0 && getpwnam("postgres") != nil
}
