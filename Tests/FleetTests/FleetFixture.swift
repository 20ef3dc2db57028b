import EventLoops
import Foundation
import LocalServers
import Logging
import Pipelines
import Postgres
import PressworkTestSupport
import Queueing
import Redis
import Testing

@testable import Catalog
@testable import Fleet

/// A database and a window of their own on the tests' servers, and the loops of a fleet with short leases.
struct FleetFixture: Sendable {
    /// Never over by itself; tests of reclaiming take the short one.
    static let lease: Duration = .seconds(60)
    static let shortLease: Duration = .seconds(3)
    static let loop = EventLoop(name: "fleet-tests")
    static let pulseLoop = EventLoop(name: "fleet-pulse")

    let store: JobStore
    let pulse: JobStore
    let runs: RunStore
    let pool: PostgresPool
    let redis: RedisClient
    let window: RedisStreamWindow
    let pipeline = PipelineID.fresh()
    let logger: Logger
    let record = MemoryRecord()

    /// - Parameters:
    ///   - ownRedis: a Redis that no other test uses.
    ///   - ownPostgres: the same.
    init(_ ownRedis: LocalRedis? = nil, postgres ownPostgres: LocalPostgres? = nil) async throws {
        var postgres = ownPostgres
        if postgres == nil { postgres = try await EphemeralServers.shared.postgres() }
        let server = try #require(postgres)
        let name = "fleet_\(UInt64.random(in: 0...UInt64.max))"
        let admin = try await PostgresConnection.connect(PostgresConnectionInfo(server.conninfo()), on: Self.loop)
        try await admin.query("CREATE DATABASE \(identifier: name)")
        await admin.close()
        let owner = try await PostgresConnection.connect(
            PostgresConnectionInfo(server.conninfo(database: name)), on: Self.loop)
        try await Migrator().migrate(owner)
        await owner.close()
        func pool(_ role: String, on loop: EventLoop) throws -> PostgresPool {
            PostgresPool(
                PostgresPool.Configuration(try PostgresConnectionInfo(server.conninfo(user: role, database: name))),
                on: loop)
        }
        let nowhere = OutputStore(
            put: { Digest(of: $0) }, get: { digest, _ in throw CatalogError(.notFound, "no object \(digest)") })
        self.pool = try pool("presswork_fleet", on: Self.loop)
        store = JobStore(self.pool, outputs: nowhere)
        pulse = JobStore(try pool("presswork_fleet", on: Self.pulseLoop), outputs: nowhere)
        runs = RunStore(TenantDatabase(try pool("presswork_app", on: Self.loop)))
        var redisServer = ownRedis
        if redisServer == nil { redisServer = try await EphemeralServers.shared.redis() }
        redis = RedisClient(RedisEndpoint(socket: try #require(redisServer).socketPath), on: Self.loop)
        window = RedisStreamWindow(redis, namespace: name)
        var logger = Logger(label: "fleet-tests")
        logger.logLevel = .critical
        self.logger = logger
        let document = Pipeline.fixture()
        try await self.pool.query(
            """
            INSERT INTO presswork.pipeline (id, tenant_id, name, version, document) VALUES (
                \(pipeline), \(TenantID.default), \(document.name), \(try document.version()),
                \(try PostgresJSON(encoding: document)))
            """)
    }

    func worker(
        _ handlers: [any StageHandler], concurrency: Int = 16, _ change: (inout WorkerConfiguration) -> Void = { _ in }
    ) -> Worker {
        var configuration = WorkerConfiguration(
            stages: handlers.map(\.stage), concurrency: concurrency,
            retry: RetryPolicy(errorLimit: 3, base: .milliseconds(20), jitter: 0))
        configuration.lease = Self.lease
        change(&configuration)
        return Worker(
            configuration, store: store, pulse: pulse, window: window, handlers: handlers,
            makeContext: { [record] _, request, deadline in
                MemoryStageContext(request: request, record: record, deadline: deadline())
            },
            logger: logger)
    }

    /// Dispatcher, reclaimer and sweeper, without an election.
    var duties: [any FleetLoop] { duties(lease: Self.lease) }

    /// - Parameter crashLimit: a busy machine lets leases end; where that is not what a test tries, it kills no job.
    func duties(lease: Duration, crashLimit: Int = 3) -> [any FleetLoop] {
        [
            Dispatcher(store, window: window, logger: logger),
            Reclaimer(store, lease: lease, crashLimit: crashLimit, logger: logger),
            StreamSweeper(store, window: window, interval: .seconds(1), logger: logger),
        ]
    }

    /// Runs loops until `body` returns, then cancels them.
    func whileRunning<Output: Sendable>(
        _ loops: [any FleetLoop], _ body: @escaping @Sendable () async throws -> Output
    ) async throws -> Output {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for loop in loops { group.addTask { try await loop.run() } }
            defer { group.cancelAll() }
            return try await body()
        }
    }

    func enqueue(items: Int, stages: [Stage] = [.scrape]) async throws -> RunID {
        try await runs.enqueue(
            NewRun(
                pipeline: pipeline, stages: stages, contents: .items((0..<items).map { NewItem(key: "item-\($0)") }))
        ).id
    }

    /// The run when it satisfies `condition`; fails the test when it has not after `limit`.
    @discardableResult
    func wait(
        for run: RunID, within limit: Duration = .patience, until condition: (RunDetail) -> Bool
    ) async throws -> RunDetail {
        let deadline = ContinuousClock.now + limit
        while true {
            let detail = try #require(try await runs.show(run))
            if condition(detail) { return detail }
            try #require(.now < deadline, "after \(limit): \(detail)")
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @discardableResult
    func waitForEnd(_ run: RunID, within limit: Duration = .patience) async throws -> RunDetail {
        try await wait(for: run, within: limit) { $0.summary.state.isTerminal }
    }
}
