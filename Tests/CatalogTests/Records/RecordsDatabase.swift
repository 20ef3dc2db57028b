import EventLoops
import Foundation
import LocalServers
import ObjectStorage
import Pipelines
import Postgres
import PressworkTestSupport

@testable import Catalog

/// A migrated database that the tests of the records share; each test has tenants of its own.
struct RecordsDatabase: Sendable {
    /// As the application: row-level security by tenant.
    let database: TenantDatabase
    let app: PostgresPool
    /// As the cluster's superuser, who sees everything: arranges what other parts of the fleet would write.
    let admin: PostgresPool
    let objects = StoredObjects()

    static let shared = Task { try await RecordsDatabase.make() }

    static func get() async throws -> RecordsDatabase { try await shared.value }

    private static func make() async throws -> RecordsDatabase {
        let postgres = try await EphemeralServers.shared.postgres()
        let loop = EphemeralServers.shared.loop
        let root = try await PostgresConnection.connect(try PostgresConnectionInfo(postgres.conninfo()), on: loop)
        let name = "records_\(UUID().uuidString.prefix(8).lowercased())"
        try await root.query("CREATE DATABASE \(identifier: name)")
        await root.close()
        func pool(_ user: String) throws -> PostgresPool {
            let info = try PostgresConnectionInfo(postgres.conninfo(user: user, database: name))
            var configuration = PostgresPool.Configuration(info)
            configuration.maximum = 6
            return PostgresPool(configuration, on: loop)
        }
        let admin = try pool(LocalPostgres.superuser)
        try await admin.withConnection { connection in
            _ = try await Migrator().migrate(connection)
            try await connection.query("RESET ROLE")
        }
        let app = try pool("presswork_app")
        return RecordsDatabase(database: TenantDatabase(app), app: app, admin: admin)
    }

    /// A new tenant.
    func tenant() async throws -> TenantID {
        let tenant = TenantID.fresh()
        try await admin.query(
            "INSERT INTO presswork.tenant (id, name) VALUES (\(tenant), \(tenant.description))")
        return tenant
    }

    /// A job that runs, in a new run of the tenant, with its pipeline.
    func job(
        of tenant: TenantID, stage: Stage = .distribute, pipeline: Pipeline = .fixture(), mode: RunMode = .live,
        origin: RunOrigin = .manual, resend: String? = nil, refresh: Bool = false, itemKey: String = "2026-W47"
    ) async throws -> StageRequest {
        let run = RunReference(
            id: .fresh(), logicalTime: Date(timeIntervalSince1970: 1_795_176_000), mode: mode, origin: origin,
            resend: resend, refresh: refresh)
        let store = PipelineStore(database: database, objects: objects)
        let bundle = try PipelineBundle(files: ["pipeline.yaml": Array("a".utf8), "notes/a.md": Array("# A".utf8)])
        let applied = try await store.apply(bundle, as: pipeline, by: "test", for: tenant)
        let item = Item(id: .fresh(), key: itemKey, index: 0)
        let job = JobReference(id: .fresh(), stage: stage, attempt: 1)
        try await admin.query(
            """
            INSERT INTO presswork.run (id, tenant_id, pipeline_id, logical_time, mode, origin, stages)
            VALUES (\(run.id), \(tenant), \(applied.id), now(), \(mode.rawValue), \(origin.rawValue), '{}')
            """)
        try await admin.query(
            """
            INSERT INTO presswork.item (id, tenant_id, run_id, chunk_no, key, idx)
            VALUES (\(item.id), \(tenant), \(run.id), 0, \(item.key), 0)
            """)
        try await admin.query(
            """
            INSERT INTO presswork.job (id, tenant_id, run_id, item_id, chunk_no, stage, state, priority, attempt)
            VALUES (\(job.id), \(tenant), \(run.id), \(item.id), 0, \(stage.rawValue), 'running', 1, 1)
            """)
        return StageRequest(
            tenant: tenant, run: run, pipeline: Boxed(wrappedValue: pipeline), item: item, job: job, input: StageInput()
        )
    }

    /// Gives the job to the next attempt, as reclaim and claim would.
    func reclaim(_ request: StageRequest) async throws -> StageRequest {
        var next = request
        let result = try await admin.query(
            "UPDATE presswork.job SET attempt = attempt + 1 WHERE id = \(request.job.id) RETURNING attempt")
        next.job.attempt = try result.onlyRow.decode(at: 0)
        return next
    }

    func context(_ request: StageRequest, ledger: LedgerSettings = LedgerSettings()) -> CatalogStageContext {
        CatalogStageContext(
            request: request, deadline: { ContinuousClock.now + .seconds(60) }, database: database, objects: objects,
            ledger: ledger)
    }

    /// A version of a product of the request's pipeline, with one asset that holds `text`.
    func version(
        _ context: CatalogStageContext, product: String = "letter", text: String = "hello"
    ) async throws -> ProductVersionReference {
        let manuscript = try await context.store(
            Array("{\"text\":\"\(text)\"}".utf8), mediaType: "application/json", role: .text, fileName: "m.json")
        let asset = try await context.store(
            Array(text.utf8), mediaType: "text/plain", role: .letter, fileName: "letter.txt")
        return try await context.recordVersion(
            NewVersion(
                product: ProductIdentity(
                    pipeline: context.request.pipeline.name, product: product, itemKey: context.request.item.key),
                title: "Title", summary: "Summary",
                manuscript: ManuscriptReference(digest: manuscript.digest, title: "Title"), assets: [asset]))
    }
}

/// Objects in memory.
actor StoredObjects: ObjectStore {
    private var bytes: [ObjectKey: [UInt8]] = [:]

    func put(
        _ key: ObjectKey, _ bytes: [UInt8], mediaType: String, ifAbsent: Bool
    ) async throws(ObjectStoreError) -> PutOutcome {
        self.bytes[key] = bytes
        return .created
    }

    func get(_ key: ObjectKey, maxBytes: Int) async throws(ObjectStoreError) -> [UInt8] {
        guard let found = bytes[key] else { throw ObjectStoreError(.notFound, "no object \(key)") }
        return found
    }

    func head(_ key: ObjectKey) async throws(ObjectStoreError) -> ObjectInfo? { nil }

    func delete(_ key: ObjectKey) async throws(ObjectStoreError) { bytes[key] = nil }

    func list(
        prefix: String, after cursor: String?, limit: Int
    ) async throws(ObjectStoreError) -> ObjectPage {
        throw ObjectStoreError(.unsupported, "these objects are found by their key only")
    }

    nonisolated func presign(_ key: ObjectKey, expires: Duration) throws(ObjectStoreError) -> String? { nil }

    func damage(_ key: ObjectKey) { bytes[key] = [0] }
}
