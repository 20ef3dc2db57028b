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

/// Handlers that take their whole process with them.
@Suite(.serialized) struct CrashTests {
    /// A job that kills each process that runs it is dead after three of them; what ran beside it goes on elsewhere.
    @Test func aJobThatTrapsIsQuarantined() async throws {
        let fixture = try await FleetFixture()
        let run = try await fixture.enqueue(items: 4)
        let place = fixture.place
        try await fixture.whileRunning(fixture.duties(lease: FleetFixture.shortLease)) {
            for crash in 1...3 {
                await #expect(processExitsWith: .failure) { [place = place as FleetPlace] in
                    try await place.work(trappingAt: "item-0")
                }
                // The next one begins when the fleet has noticed.
                try await fixture.wait(for: run) { detail in
                    detail.failures.contains { $0.itemKey == "item-0" && $0.crashes == crash }
                }
            }
            let poisoned = try await fixture.runs.jobs(ofItem: "item-0", in: run)
            #expect(poisoned.map(\.state) == [.dead] && poisoned.map(\.failure?.code) == ["worker.lost"])
            let worker = fixture.worker([TestHandler(.scrape)])
            try await fixture.whileRunning([worker]) {
                let detail = try await fixture.waitForEnd(run)
                #expect(detail.summary.state == .partlyFailed)
                #expect(detail.summary.completed == 3 && detail.summary.dead == 1)
            }
        }
    }
}

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
