import Pipelines
import PressworkTestSupport
import Testing

@testable import PressworkRuntime

@Suite struct LiveCheckTests {
    @Test func everythingThatIsMissingIsNamedAtOnce() throws {
        let settings = Settings(secrets: MemorySecrets([:]))
        let error = #expect(throws: RuntimeError.self) {
            try LiveCheck(settings: settings).require(.fixture(), channels: Channel.fixtures)
        }
        #expect(error?.code == .secretMissing)
        for name in ["PRESSWORK_PROVIDER"] + Channel.fixtures.flatMap(\.secrets.values) {
            #expect(error?.message.contains(name) == true)
        }
    }

    @Test func aMissingKeyNeverTurnsAModelIntoTheExtractiveWriter() throws {
        var settings = Settings(secrets: MemorySecrets([:]))
        settings.provider = "openai-compatible"
        settings.publicURL = "https://letters.example"
        let error = #expect(throws: RuntimeError.self) {
            try LiveCheck(settings: settings).require(.fixture { $0.distribution = [] }, channels: [])
        }
        #expect(error?.message.contains("OPENAI_MODEL") == true && error?.message.contains("OPENAI_API_KEY") == true)
    }
}
