import Catalog
import ControlAPI
import Foundation
import Pipelines
import Postgres
import PressworkRuntime
import Testing

/// A guide whose chapters are written side by side by real worker processes, and what one of them takes along when it dies.
@Suite(.serialized) struct ChapterTests {
    private static let environment = [
        "PRESSWORK_PROVIDER": "openai-compatible", "OPENAI_API_KEY": "sk-house", "OPENAI_MODEL": "house-model",
        "PRESSWORK_MODEL_PRICES": "house-model=2/10",
    ]

    @Test(.timeLimit(.minutes(10))) func aKilledWorkersChaptersAreNotPaidForAgain() async throws {
        // The outline, two chapters, and then nothing comes back until the worker is dead.
        let slow = Array(repeating: ModelServer.Turn.slowly(.seconds(30)), count: 2)
        let server = ModelServer([.answer, .answer, .answer] + slow)
        try await Workshop.open { workshop in
            try await HTTPServer.serving("model", [server.routes], logger: Workshop.logger) { address in
                try await workshop.servers { platform in
                    try await Self.play(workshop, server, address, platform)
                }
            }
        }
    }

    private static func play(
        _ workshop: Workshop, _ server: ModelServer, _ address: String, _ platform: Platform
    ) async throws {
        let witness = try await Witness.open(platform.settings, on: platform.loop)
        try await platform.jobs.limit(
            GateScope(limitKey: "provider/openai-compatible"), to: 2, by: "ana", note: "what the account allows")
        func start(_ program: String) async throws -> FleetProcess {
            try await FleetProcess.start(
                program, [], in: workshop.folder, settings: platform.settings, lease: .seconds(10),
                environment: environment.merging(["OPENAI_BASE_URL": address + "/v1"]) { $1 }, on: platform.loop)
        }
        let leader = try await start("presswork-scheduler")
        let run = try await workshop.enqueue(try workshop.bundle("tank-guide"), on: platform)
        let first = try await start("presswork-worker")
        try await witness.until(
            "two chapters are written; \(first.lastWords)",
            "SELECT count(*) FROM (SELECT FROM presswork.generation OFFSET 2 LIMIT 1) AS third")
        while server.calls.count < 5 { try await Task.sleep(for: .milliseconds(10)) }
        try await first.kill()
        #expect(server.mostOpen <= 2, "the limit on the provider's account")
        let kept = try await witness.number("SELECT count(*) FROM presswork.generation")
        let asked = server.calls.count

        let second = try await start("presswork-worker")
        try await witness.until(
            "the run ends; \(second.lastWords)",
            "SELECT count(*) FROM presswork.run WHERE state::text NOT IN ('running', 'cancelling')")
        try await second.stop()
        try await leader.stop()
        let cost = try await CostReport.read(run, from: platform.database, for: platform.tenant)
        let calls = Dictionary(uniqueKeysWithValues: cost.lines.map { ($0.agent, $0.calls) })
        #expect(calls == ["planner": 1, "author": 8, "copywriter": 1, "seo": 1])
        #expect(server.calls.count == asked + 11 - kept, "what was paid for is not asked for again")
        #expect(cost.lines.map(\.inputTokens).reduce(0, +) == 11 * ModelServer.tokens.input)
        #expect(cost.spent.micros == 11 * 3_076)
        let detail = try #require(try await platform.runs.show(run))
        #expect(detail.summary.state == .completed, "\(detail.failures); \(second.lastWords)")
        await witness.close()
    }
}
