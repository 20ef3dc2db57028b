import Catalog
import EventLoops
import LocalServers
import Postgres

/// The private Redis and Postgres of the local mode: children of this process, on Unix sockets, stopped with it.
struct LocalServerGroup: Sendable {
    let redis: LocalRedis
    let postgres: LocalPostgres
    private let sockets: String

    /// Starts both at once and brings the schema up to date. Servers that a killed run left are stopped first.
    static func start(in folder: LocalFolder, on loop: EventLoop) async throws -> LocalServerGroup {
        try folder.make()
        let sockets = try SocketFolder.reuse(folder.socketPath)
        try folder.remember(socketPath: sockets.path)
        async let redis = LocalRedis.start(in: folder.redis, sockets: sockets, on: loop)
        async let postgres = LocalPostgres.start(in: folder.postgres, sockets: sockets, on: loop)
        let group = LocalServerGroup(redis: try await redis, postgres: try await postgres, sockets: sockets.path)
        do {
            try await Migration.apply(to: group.postgres.conninfo(), on: loop)
        } catch {
            try await group.stop()
            throw error
        }
        return group
    }

    /// Stops both; the second is stopped also when the first cannot be.
    func stop() async throws {
        async let redisStopped: Void = redis.stop()
        async let postgresStopped: Void = postgres.stop()
        _ = try await (redisStopped, postgresStopped)
    }

    /// The settings with these servers in the place of configured ones.
    func settings(from settings: Settings, folder: LocalFolder) -> Settings {
        Self.settings(from: settings, folder: folder, sockets: sockets)
    }

    /// The same of servers that another process runs.
    static func settings(from settings: Settings, folder: LocalFolder, sockets: String) -> Settings {
        var local = settings
        local.redisURL = LocalRedis.url(sockets: sockets)
        local.databaseURL = LocalPostgres.conninfo(sockets: sockets, user: "presswork_app")
        local.fleetDatabaseURL = LocalPostgres.conninfo(sockets: sockets, user: "presswork_fleet")
        local.ownerDatabaseURL = LocalPostgres.conninfo(sockets: sockets)
        local.objectsURL = local.objectsURL ?? "file://\(folder.objects)"
        return local
    }
}
