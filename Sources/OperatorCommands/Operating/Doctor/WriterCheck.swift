import Pipelines
import PressworkRuntime

/// Who writes: what is known of the provider.
struct WriterCheck: Sendable {
    let settings: Settings

    func findings() -> [Finding] {
        let usesModel = settings.provider == "openai-compatible"
        if !usesModel, settings.openAIModel == nil {
            return [.good("writer", "the extractive provider writes, without a model")]
        }
        guard let model = settings.openAIModel else {
            return [.bad("writer", "PRESSWORK_PROVIDER is openai-compatible and OPENAI_MODEL is not set", "set it")]
        }
        let isOpenAI = settings.openAIBaseURL.contains("api.openai.com")
        if isOpenAI, settings.secrets.secret(named: "OPENAI_API_KEY") == nil {
            return [
                .advice("writer", "OPENAI_API_KEY is not set", "set it, or OPENAI_API_KEY_FILE, to write with \(model)")
            ]
        }
        return [.good("writer", "\(model) at \(settings.openAIBaseURL)")]
    }
}
