import EventLoops
import Foundation
import LocalServers
import Pipelines
import Postgres
import PressworkTestSupport
import Testing

@testable import Catalog

/// A migrated database of its own on the tests' server, with one stored pipeline.
struct JobsFixture: Sendable {
    static let loop = EventLoop(name: "jobs-tests")

    let store: JobStore
    let runs: RunStore
    let fleetPool: PostgresPool
    let appPool: PostgresPool
    let pipeline: PipelineID
    let objects: MemoryObjects
    private let database: String

    init() async throws {
        let server = try await EphemeralServers.shared.postgres()
        let name = "jobs_\(UInt64.random(in: 0...UInt64.max))"
        let admin = try await PostgresConnection.connect(PostgresConnectionInfo(server.conninfo()), on: Self.loop)
        try await admin.query("CREATE DATABASE \(identifier: name)")
        // No test crashes this server: none has to wait for its disk.
        try await admin.query("ALTER DATABASE \(identifier: name) SET synchronous_commit = off")
        await admin.close()
        let owner = try await PostgresConnection.connect(
            PostgresConnectionInfo(server.conninfo(database: name)), on: Self.loop)
        try await Migrator().migrate(owner)
        await owner.close()
        database = name
        func pool(_ role: String) throws -> PostgresPool {
            PostgresPool(
                PostgresPool.Configuration(try PostgresConnectionInfo(server.conninfo(user: role, database: name))),
                on: Self.loop)
        }
        (fleetPool, appPool) = (try pool("presswork_fleet"), try pool("presswork_app"))
        objects = MemoryObjects()
        store = JobStore(fleetPool, outputs: objects.outputs)
        runs = RunStore(TenantDatabase(appPool))
        pipeline = PipelineID.fresh()
        let document = Pipeline.fixture()
        try await fleetPool.query(
            """
            INSERT INTO presswork.pipeline (id, tenant_id, name, version, document) VALUES (
                \(pipeline), \(TenantID.default), \(document.name), \(try document.version()),
                \(try PostgresJSON(encoding: document)))
            """)
    }

    /// Connections of the cluster's superuser, who sees and changes everything.
    func superuser() async throws -> PostgresPool {
        let server = try await EphemeralServers.shared.postgres()
        return PostgresPool(
            PostgresPool.Configuration(try PostgresConnectionInfo(server.conninfo(database: database))), on: Self.loop)
    }

    /// A run of `count` items over the first stages.
    func run(items count: Int, stages: [Stage] = [.scrape, .generate], key: String? = nil) async throws -> RunID {
        let items = (0..<count).map { NewItem(key: "item-\($0)") }
        return try await runs.enqueue(
            NewRun(pipeline: pipeline, stages: stages, contents: .items(items), idempotencyKey: key)
        ).id
    }

    /// A live worker.
    func worker() async throws -> WorkerID {
        let id = WorkerID.fresh()
        let slots = Dictionary(uniqueKeysWithValues: Stage.allCases.map { ($0, 8) })
        try await store.enlist(id, slots: slots, host: "here", version: "test")
        return id
    }

    /// Claims all that is available in a stage.
    func claimAll(_ stage: Stage, by worker: WorkerID) async throws -> [ClaimedJob] {
        let available = try await store.available(atMost: [stage: 10_000])
        return try await store.claim(available.map { ($0.id, $0.attempt) }, by: worker).jobs
    }

    /// Claims and completes all of a stage.
    @discardableResult
    func completeAll(_ stage: Stage, by worker: WorkerID) async throws -> JobStore.SettleReport {
        let jobs = try await claimAll(stage, by: worker)
        return try await store.settle(
            jobs.map { Settlement($0.job, .completed(.object(["of": .string($0.item.key)]), memo: nil)) }, by: worker)
    }

    func state(_ run: RunID) async throws -> RunState {
        try await #require(runs.show(run)).summary.state
    }
}

/// Object storage in memory.
final class MemoryObjects: Sendable {
    private let objects = Locked<[Digest: [UInt8]]>([:])

    var count: Int { objects.withLock { $0.count } }

    var outputs: OutputStore {
        OutputStore(
            put: { bytes in
                let digest = Digest(of: bytes)
                self.objects.withLock { $0[digest] = bytes }
                return digest
            },
            get: { digest, _ in
                guard let bytes = self.objects.withLock({ $0[digest] }) else {
                    throw CatalogError(.notFound, "no object \(digest)")
                }
                return bytes
            })
    }
}
