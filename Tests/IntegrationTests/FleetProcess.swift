import EventLoops
import Foundation
import PressworkRuntime
import Testing

/// A built program of the fleet as a process of its own, working on a workshop's servers.
struct FleetProcess {
    private let child: ChildProcess
    private let log: String

    /// - Parameter name: of the program, and of its connections to Postgres.
    static func start(
        _ name: String, _ arguments: [String], in folder: URL, settings: Settings, lease: Duration,
        environment: [String: String] = [:], on loop: EventLoop
    ) async throws -> FleetProcess {
        let programs = try #require(Bundle.main.executableURL).resolvingSymlinksInPath().deletingLastPathComponent()
        var command = ChildProcess.Command(
            programs.appending(path: name).path, arguments + ["--listen", "127.0.0.1:0"])
        let named = " application_name='\(name)'"
        command.environment = [
            "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
            "PRESSWORK_REDIS_URL": try #require(settings.redisURL),
            "PRESSWORK_DATABASE_URL": try #require(settings.databaseURL) + named,
            "PRESSWORK_FLEET_DATABASE_URL": try #require(settings.fleetDatabaseURL) + named,
            "PRESSWORK_OBJECTS_URL": try #require(settings.objectsURL),
            "PRESSWORK_ALLOWED_HOSTS": settings.allowedHosts.joined(separator: ","),
            "PRESSWORK_LEASE": "\(lease / .seconds(1))", "SWIFT_BACKTRACE": "enable=no",
        ].merging(environment) { $1 }
        command.directory = folder.path
        command.log = folder.appending(path: "\(name).log").path
        return FleetProcess(child: try await ChildProcess(command, on: loop), log: command.log)
    }

    /// `kill -9`; returns when it is no more.
    func kill() async throws {
        #expect(try await child.stop(SIGKILL) == .signal(SIGKILL), "it had ended before: \(lastWords)")
    }

    /// Sends it a signal, such as SIGUSR1.
    func send(_ signal: CInt) { child.handle.send(signal) }

    /// How it ended by itself; nil when `isOver` said so first.
    func exit(unless isOver: @escaping @Sendable () async throws -> Bool) async throws -> ChildProcess.Exit? {
        try await withThrowingTaskGroup(of: ChildProcess.Exit?.self) { group in
            group.addTask { try await child.wait() }
            group.addTask {
                while try await !isOver() { try await Task.sleep(for: .milliseconds(50)) }
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// Tells it to stop, as operators do, and expects that it drains and ends well.
    func stop() async throws {
        #expect(try await child.stop(SIGTERM, grace: .seconds(40)) == .code(0), "\(lastWords)")
    }

    /// The end of its log, for messages.
    var lastWords: String {
        let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(12).joined(separator: "\n")
    }
}
