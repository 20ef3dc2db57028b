import Foundation
import Pipelines
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
