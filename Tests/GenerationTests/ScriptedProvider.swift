import EventLoops
import Generation
import Pipelines

/// Answers what the test wrote down, in order, and remembers what it was asked.
final class ScriptedProvider: ChatProvider {
    enum Reply: Sendable {
        case text(String)
        case failure(StageError)
    }

    let name = "openai-compatible"
    let defaultModel = "gpt-5-mini"
    private let state: Locked<(replies: [Reply], prompts: [ChatPrompt])>

    init(_ replies: [Reply]) { state = Locked((replies, [])) }

    var prompts: [ChatPrompt] { state.withLock { $0.prompts } }

    func answer(_ prompt: ChatPrompt) async throws -> ChatAnswer {
        let reply = state.withLock { state -> Reply? in
            state.prompts.append(prompt)
            return state.replies.isEmpty ? nil : state.replies.removeFirst()
        }
        switch reply {
        case .text(let text): return ChatAnswer(text: text, model: defaultModel, inputTokens: 1_000, outputTokens: 500)
        case .failure(let error): throw error
        case nil:
            throw StageError(code: "test.no_reply", message: "The script has no more replies.", disposition: .discard)
        }
    }
}
