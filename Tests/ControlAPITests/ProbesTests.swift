import EventLoops
import Pipelines
import Testing
import Transfers

@testable import ControlAPI

@Suite struct ProbesTests {
    @Test func metricsAreCollectedWhenTheyAreAskedFor() async throws {
        let collections = Locked(0)
        let probes = Probes {
            let number = collections.withLock { count in
                count += 1
                return count
            }
            return "presswork_collections_total \(number)\n"
        }
        try await HTTPServer.serving("test", [probes.routes], logger: silent) { base in
            _ = try await get(base + "/metrics")
            let answer = try await get(base + "/metrics")
            #expect(answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(answer.text == "presswork_collections_total 2\n")
        }
    }

    @Test func healthAndReadinessSayWhatIsWrong() async throws {
        let isIll = Locked(false)
        let probes = Probes(
            metrics: { "" }, ailment: { isIll.withLock { $0 } ? "nothing settled for 90 s" : nil },
            obstacles: { isIll.withLock { $0 } ? ["Postgres: refused", "Redis: refused"] : [] })
        try await HTTPServer.serving("test", [probes.routes], logger: silent) { base in
            #expect(try await get(base + "/healthz").status == 200)
            #expect(try await get(base + "/readyz").status == 200)
            isIll.withLock { $0 = true }
            let health = try await get(base + "/healthz")
            #expect(health.status == 503)
            #expect(try health.json["problems"] == .array([.string("nothing settled for 90 s")]))
            let readiness = try await get(base + "/readyz")
            #expect(readiness.status == 503)
            let problems: [JSONValue] = [.string("Postgres: refused"), .string("Redis: refused")]
            #expect(try readiness.json["problems"] == .array(problems))
        }
    }
}
