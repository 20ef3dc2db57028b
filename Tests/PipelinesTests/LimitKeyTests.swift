import Pipelines
import PressworkTestSupport
import Testing

@Suite struct LimitKeyTests {
    private func keys(_ editor: String?, _ copywriter: String?, default provider: String? = nil) -> [Stage: String] {
        let pipeline = Pipeline.fixture { pipeline in
            pipeline.agents["editor"]?.provider = editor
            pipeline.agents["copywriter"]?.provider = copywriter
        }
        return pipeline.limitKeys(defaultProvider: provider)
    }

    @Test func oneProviderOfEveryTextIsTheKeyOfItsJobs() {
        let key = [Stage.generate: "provider/a"]
        #expect(keys("a", "a") == key && keys("a", "a", default: "b") == key)
        #expect(keys("a", nil, default: "a") == key && keys(nil, nil, default: "a") == key)
    }

    @Test func severalProvidersOrAnUnknownOneOrTheBuiltInOneAreNoKey() {
        #expect(keys("a", "b").isEmpty && keys("a", nil).isEmpty && keys("a", nil, default: "b").isEmpty)
        #expect(keys(nil, nil).isEmpty && keys(nil, nil, default: ProviderAccount.builtIn).isEmpty)
    }

    @Test func anAgentThatWritesNothingDoesNotCount() {
        let pipeline = Pipeline.fixture { pipeline in
            pipeline.products = [.letter]
            pipeline.agents = pipeline.agents.mapValues { agent in
                var agent = agent
                agent.provider = "a"
                return agent
            }
            pipeline.agents["idle"] = AgentSpec(name: "idle", prompt: "", provider: "b")
        }
        #expect(pipeline.limitKeys(defaultProvider: nil) == [.generate: "provider/a"])
    }
}
