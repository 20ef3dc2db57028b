import EventLoops
import LocalServers
package import Logging
import Pipelines
import ServiceLifecycle

/// The whole fleet in one process over private servers: what `up`, `demo` and `run --local` are. The code is the
/// production's; only the servers are children of this process, and rehearsals go to folders.
package enum LocalFleet {
    /// Jobs at a time in each stage: most of them wait for the network or for a core.
    private static let concurrency = 8

    /// Lends the platform of the folder's servers: of those that another process runs there, such as `presswork up`;
    /// where none does, they are started for the length of `body`.
    package static func withServersOrTheirs<Value: Sendable>(
        folder: LocalFolder, settings: Settings, _ body: @Sendable (Platform) async throws -> Value
    ) async throws -> Value {
        do { return try await withServers(folder: folder, settings: settings, body) } catch let error
            as LocalServerError
            where error.code == .inUse
        {
            guard let sockets = folder.socketPath else { throw error }
            let theirs = LocalServerGroup.settings(from: settings, folder: folder, sockets: sockets)
            return try await Platform.with(theirs) { platform in
                try await ProcessKit.checkSchema(platform)
                return try await body(platform)
            }
        }
    }

    /// Starts private servers and a fleet, lends the platform to `body`, and tears everything down, also when `body`
    /// throws or is cancelled.
    package static func with<Value: Sendable>(
        folder: LocalFolder, settings: Settings, logger: Logger,
        _ body: @escaping @Sendable (Platform) async throws -> Value
    ) async throws -> Value {
        try await withOwnServers(folder: folder, settings: settings) { platform in
            try await RehearsalDesk.with(root: folder.rehearsal, platform: platform, logger: logger) { places in
                let services = FleetServices(platform, logger: logger)
                let handlers = try StageRegistry(platform: platform, rehearsal: places).handlers(for: Stage.allCases)
                let worker = services.worker(handlers, WorkerLanes(concurrency: concurrency))
                let group = ServiceGroup(
                    configuration: .init(
                        services: [
                            .init(service: services.leader()), .init(service: worker),
                        ], logger: logger))
                let result = try await run(group) { try await body(platform) }
                await services.close()
                return result
            }
        }
    }

    /// A second fleet has no place beside one that runs there.
    private static func withOwnServers<Value: Sendable>(
        folder: LocalFolder, settings: Settings, _ body: (Platform) async throws -> Value
    ) async throws -> Value {
        do { return try await withServers(folder: folder, settings: settings, body) } catch let error
            as LocalServerError
            where error.code == .inUse
        {
            throw RuntimeError(
                .refused,
                "Another process, such as `presswork up`, uses \(folder.path). Leave --local away to run there, or say "
                    + "another --folder.", underlying: error)
        }
    }

    /// The same without a fleet: for commands that only look at what is there.
    package static func withServers<Value: Sendable>(
        folder: LocalFolder, settings: Settings, _ body: (Platform) async throws -> Value
    ) async throws -> Value {
        let loop = EventLoop(name: "servers")
        defer { loop.stop() }
        let servers = try await LocalServerGroup.start(in: folder, on: loop)
        let result: Result<Value, any Error>
        do {
            result = .success(
                try await Platform.with(servers.settings(from: settings, folder: folder), body))
        } catch {
            result = .failure(error)
        }
        try await servers.stop()
        return try result.get()
    }

    /// Runs the services beside `body` and shuts them down after it. Services that end first end `body` too.
    private static func run<Value: Sendable>(
        _ group: ServiceGroup, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { tasks in
            tasks.addTask {
                try await group.run()
                return nil
            }
            tasks.addTask { try await body() }
            let first = await tasks.nextResult()
            await group.triggerGracefulShutdown()
            if case .success(.some(let value)) = first {
                while let rest = try await tasks.next() { _ = rest }
                return value
            }
            tasks.cancelAll()
            while let rest = await tasks.nextResult() { _ = rest }
            if case .failure(let error) = first { throw error }
            throw RuntimeError(.unavailable, "The fleet ended before its work was done.")
        }
    }
}
