import Logging
import Pipelines
import Postgres
import PressworkTestSupport
import Queueing
import Redis

@testable import Catalog
@testable import Fleet

/// Where a fleet's servers are: what another process needs to join it.
struct FleetPlace: Codable, Sendable {
    var conninfo: String
    var redis: String
    var namespace: String

    /// A worker that runs one job at a time, until one traps.
    func work(trappingAt key: String) async throws {
        let nowhere = OutputStore(put: { Digest(of: $0) }, get: { _, _ in [] })
        let store = JobStore(
            PostgresPool(PostgresPool.Configuration(try PostgresConnectionInfo(conninfo)), on: FleetFixture.loop),
            outputs: nowhere)
        var configuration = WorkerConfiguration(stages: [.scrape], concurrency: 1)
        configuration.lease = FleetFixture.shortLease
        let client = RedisClient(RedisEndpoint(socket: redis), on: FleetFixture.loop)
        let handler = TestHandler(.scrape) { request in
            if request.item.key == key { fatalError("the job is poison") }
            return .completed(.null)
        }
        let record = MemoryRecord()
        let worker = Worker(
            configuration, store: store, pulse: store, window: RedisStreamWindow(client, namespace: namespace),
            handlers: [handler],
            makeContext: { _, request, deadline in
                MemoryStageContext(request: request, record: record, deadline: deadline())
            }, logger: Logger(label: "poisoned"))
        try await worker.run()
    }
}
