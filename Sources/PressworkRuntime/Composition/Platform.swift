package import Catalog
package import EventLoops
package import ObjectStorage
package import Pipelines
package import Postgres
package import Redis
package import Transfers

/// The clients and stores of one process, made once from its settings and lent to everything else.
///
/// Making it connects to nothing: pools and clients connect when they are first used, so a process can start, and tell
/// what is wrong, while a server is away.
package struct Platform: Sendable {
    package let settings: Settings
    package let tenant: TenantID
    /// Sockets of Postgres, Redis and curl.
    package let loop: EventLoop
    /// Heartbeats: nothing else may delay them.
    package let beatLoop: EventLoop
    /// Blocking and computing C calls.
    package let pool: ComputePool
    package let http: HTTPClient
    package let redis: RedisClient
    package let appPool: PostgresPool
    package let fleetPool: PostgresPool
    /// Two connections on the heartbeat's loop.
    package let pulsePool: PostgresPool
    package let objects: any ObjectStore

    package let database: TenantDatabase
    package let jobs: JobStore
    /// Beats of workers and leaders.
    package let pulse: JobStore
    package let runs: RunStore
    package let pipelines: PipelineStore
    package let products: ProductStore
    package let deliveries: DeliveryStore
    package let reviews: ReviewStore
    package let subscribers: SubscriberStore
    package let sources: SourceStore

    /// - Throws: ``RuntimeError`` `settings` naming the setting that is missing or wrong.
    init(settings: Settings, tenant: TenantID = .default) async throws {
        self.settings = settings
        self.tenant = tenant
        loop = EventLoop(name: "network")
        beatLoop = EventLoop(name: "heartbeat")
        pool = ComputePool(name: "compute")
        http = HTTPClient(on: loop, pool: pool)
        redis = RedisClient(try Self.redisEndpoint(settings), on: loop, resolver: pool)
        appPool = try Self.postgres(settings.databaseURL, "PRESSWORK_DATABASE_URL", loop, pool)
        fleetPool = try Self.postgres(
            settings.fleetDatabaseURL, "PRESSWORK_FLEET_DATABASE_URL", loop, pool)
        pulsePool = try Self.postgres(
            settings.fleetDatabaseURL, "PRESSWORK_FLEET_DATABASE_URL", beatLoop, pool, connections: 2)
        objects = try await ObjectStoreFactory(settings: settings, http: http, pool: pool).open()
        database = TenantDatabase(appPool)
        let outputs = OutputStore(objects: objects)
        jobs = JobStore(fleetPool, outputs: outputs)
        pulse = JobStore(pulsePool, outputs: outputs)
        runs = RunStore(database, tenant: tenant)
        pipelines = PipelineStore(database: database, objects: objects)
        products = ProductStore(database: database, objects: objects)
        deliveries = DeliveryStore(database: database)
        reviews = ReviewStore(database: database, objects: objects)
        subscribers = SubscriberStore(database: database)
        sources = SourceStore(database: database)
    }

    /// Makes a platform, lends it to `body` while its pools run, and closes everything.
    package static func with<Value: Sendable>(
        _ settings: Settings, _ body: (Platform) async throws -> Value
    ) async throws -> Value {
        let platform = try await Platform(settings: settings)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await platform.appPool.run() }
            group.addTask { await platform.fleetPool.run() }
            group.addTask { await platform.pulsePool.run() }
            let result: Result<Value, any Error>
            do {
                result = .success(try await body(platform))
            } catch {
                result = .failure(error)
            }
            await platform.close()
            group.cancelAll()
            return try result.get()
        }
    }

    private func close() async {
        await appPool.close()
        await fleetPool.close()
        await pulsePool.close()
        await redis.close()
    }

    private static func redisEndpoint(_ settings: Settings) throws -> RedisEndpoint {
        guard let url = settings.redisURL else { throw missing("PRESSWORK_REDIS_URL") }
        return try RedisEndpoint(url)
    }

    private static func postgres(
        _ conninfo: String?, _ name: String, _ loop: EventLoop, _ pool: ComputePool,
        connections: Int = 12
    ) throws -> PostgresPool {
        guard let conninfo else { throw missing(name) }
        var configuration = PostgresPool.Configuration(try PostgresConnectionInfo(conninfo))
        configuration.resolver = pool
        configuration.maximum = connections
        return PostgresPool(configuration, on: loop)
    }

    static func missing(_ name: String) -> RuntimeError {
        RuntimeError(.settings, "\(name) is not set. Set it, or run with --local for servers of your own.")
    }
}
