import Catalog
import ControlAPI
import Foundation
import Pipelines
import PressworkRuntime
import Testing

/// A whole run whose words come from a model server over HTTP.
@Suite(.serialized) struct ModelServerTests {
    @Test(.timeLimit(.minutes(10))) func aModelThatFailsInEveryWayStillWritesAndIsPaidByTheToken() async throws {
        let server = ModelServer([
            .refusal(429, headers: ["Retry-After": "1"]), .refusal(500), .page, .slowly(.seconds(1)), .wrongly,
        ])
        try await Workshop.open { workshop in
            try await HTTPServer.serving("model", [server.routes], logger: Workshop.logger) { address in
                let workshop = Self.workshop(workshop, asking: address + "/v1")
                let demo = try workshop.bundle("demo")
                try await workshop.fleet { platform in
                    let first = try await workshop.run(demo, on: platform)
                    #expect(first.summary.state == .completed)
                    try await Self.expectRecord(of: first, on: platform)
                    Self.expectCalls(server.calls)
                    #expect(workshop.letters.count == 3)

                    let again = try await workshop.run(demo, on: platform)
                    #expect(again.summary.state == .completed && server.calls.count == 10, "what was paid for is kept")
                }
            }
        }
    }

    private static func workshop(_ workshop: Workshop, asking url: String) -> Workshop {
        var workshop = workshop
        var settings = workshop.settings
        settings.secrets = EnvironmentSecrets(environment: ["OPENAI_API_KEY": "sk-house"])
        settings.provider = "openai-compatible"
        settings.openAIBaseURL = url
        settings.openAIModel = "house-model"
        settings.modelPrices = "house-model=2/10"
        workshop.settings = settings
        return workshop
    }

    /// Three refusals cost nothing; six prompts and one that had to be asked twice are paid.
    private static func expectRecord(of run: RunDetail, on platform: Platform) async throws {
        let cost = try await CostReport.read(run.summary.id, from: platform.database, for: platform.tenant)
        let calls = Dictionary(uniqueKeysWithValues: cost.lines.map { ($0.agent, $0.calls) })
        #expect(calls == ["editor": 1, "copywriter": 3, "seo": 2, "book-editor": 1])
        #expect(cost.lines.allSatisfy { $0.provider == "openai-compatible" && $0.model == "house-model" })
        #expect(cost.lines.map(\.inputTokens).reduce(0, +) == 7 * ModelServer.tokens.input)
        #expect(cost.lines.map(\.outputTokens).reduce(0, +) == 7 * ModelServer.tokens.output)
        // 1,003 tokens in at 2 dollars and 107 out at 10 dollars a million: 3,076 micros a call.
        #expect(cost.lines.map(\.cost.micros).reduce(0, +) == 7 * 3_076)
        #expect(cost.spent.micros == 7 * 3_076 && cost.reserved.micros == 0)

        let jobs = try await platform.runs.jobs(in: run.summary.id)
        let generate = try #require(jobs.first { $0.stage == .generate })
        #expect(generate.state == .completed && generate.attempt == 4)
        #expect(generate.errors == 2, "429 is a snooze, 500 and a page that is no answer are errors")
    }

    private static func expectCalls(_ calls: [ModelServer.Call]) {
        #expect(calls.count == 10)
        for call in calls {
            #expect(call.authorization == "Bearer sk-house")
            #expect(call.body["model"] == .string("house-model") && call.body["stream"] == .bool(false))
            #expect(call.body["max_tokens"] != nil && call.body["temperature"] == nil)
        }
        // The first prompt until it was answered; then each once, but the one that was answered wrongly.
        #expect(Set(calls.prefix(4).map(\.user)).count == 1)
        #expect(calls.map(\.schema).prefix(6) == ["editor", "editor", "editor", "editor", "copywriter", "copywriter"])
        #expect(calls[5].user.hasPrefix(calls[4].user) && calls[5].user.contains("An earlier answer was not accepted"))
    }
}
