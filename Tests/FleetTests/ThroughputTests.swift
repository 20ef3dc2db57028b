import Foundation
import Pipelines
import Postgres
import Testing

@testable import Catalog
@testable import Fleet

@Suite struct ThroughputTests {
    /// PRESSWORK_MEASURE=20000: how fast a run of that many no-op jobs goes, servers on the same machine.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["PRESSWORK_MEASURE"] != nil, "set PRESSWORK_MEASURE"))
    func jobsPerSecond() async throws {
        let count = Int(ProcessInfo.processInfo.environment["PRESSWORK_MEASURE"] ?? "") ?? 20_000
        let fixture = try await FleetFixture()
        let handler = TestHandler(.scrape)
        let run = try await fixture.enqueue(items: count)
        let begin = ContinuousClock.now
        let worker = fixture.worker([handler], concurrency: 512) { $0.lease = .seconds(30) }
        try await fixture.whileRunning(fixture.duties(lease: .seconds(30)) + [worker]) {
            // The run's own row only: counting its jobs would be measured, too.
            while try await fixture.runs.query(JobSQL.runState, PostgresParameter(run)).onlyRow
                .decode("state", as: RunState.self) == .running
            {
                try await Task.sleep(for: .milliseconds(50))
            }
        }
        let seconds = (ContinuousClock.now - begin) / .seconds(1)
        print("\(count) no-op jobs in \(seconds) s: \(Int(Double(count) / seconds)) jobs/s")
        #expect(handler.total == count)
    }
}
