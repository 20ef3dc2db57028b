package import Pipelines
package import Transfers

/// Any server that speaks OpenAI's Chat Completions: OpenAI, llama.cpp, vLLM, LiteLLM and many more.
package struct OpenAICompatibleProvider: ChatProvider {
    package let name = "openai-compatible"
    package let defaultModel: String

    private let client: HTTPClient
    private let endpoint: String
    private let key: Secret?
    private let addressPolicy: AddressPolicy
    private let tokenLimitField: String

    /// - Parameters:
    ///   - baseURL: Up to and with `/v1`.
    ///   - key: Sent as a bearer token; servers of one's own often need none.
    ///   - addressPolicy: A server on a private address has to be allowed by the operator.
    package init(
        client: HTTPClient, baseURL: String, key: Secret?, defaultModel: String, addressPolicy: AddressPolicy
    ) {
        self.client = client
        self.key = key
        self.defaultModel = defaultModel
        self.addressPolicy = addressPolicy
        var base = baseURL
        while base.hasSuffix("/") { base.removeLast() }
        endpoint = base + "/chat/completions"
        // OpenAI deprecated `max_tokens`; the servers that imitate it mostly know nothing else.
        tokenLimitField = base.contains("//api.openai.com/") ? "max_completion_tokens" : "max_tokens"
    }

    package func answer(_ prompt: ChatPrompt) async throws -> ChatAnswer {
        var headers: HTTPHeaders = ["Content-Type": "application/json", "Accept": "application/json"]
        if let key { headers["Authorization"] = "Bearer \(key.revealed)" }
        let body = try ChatWire.body(of: prompt, tokenLimitField: tokenLimitField)
        let request = HTTPRequest(
            .post, endpoint, headers: headers, body: .bytes(body),
            limits: HTTPLimits(total: .seconds(300), bodyBytes: 8 << 20), addressPolicy: addressPolicy)
        let response: HTTPResponse
        do {
            response = try await client.execute(request)
        } catch {
            throw StageError(
                code: "provider.unreachable", message: "The provider at \(endpoint) did not answer: \(error.message)",
                disposition: .retry(after: nil), underlying: error)
        }
        guard response.status == 200 else {
            throw ChatFailure.error(
                status: response.status, headers: response.headers, body: response.body, at: endpoint)
        }
        return try read(response.body, prompt)
    }

    /// Only an explicit `stop` is a whole answer.
    private func read(_ body: [UInt8], _ prompt: ChatPrompt) throws -> ChatAnswer {
        guard let reply = try? JSONValue(parsing: body).decode(as: ChatWire.Reply.self),
            let choice = reply.choices.first
        else { throw malformed("no readable JSON answer") }
        if let refusal = choice.message.refusal, !refusal.isEmpty { throw refused(refusal) }
        switch choice.finishReason {
        case "stop": break
        case "length": throw truncated(prompt)
        case "content_filter": throw refused("its filter stopped the text")
        default: throw malformed("the answer ended with \(choice.finishReason ?? "no reason")")
        }
        guard let text = choice.message.content, !text.isEmpty else { throw malformed("an empty answer") }
        return ChatAnswer(
            text: text, model: reply.model ?? prompt.model,
            inputTokens: max(0, reply.usage?.promptTokens ?? prompt.estimatedInputTokens),
            outputTokens: max(0, reply.usage?.completionTokens ?? text.utf8.count / 2))
    }

    private func malformed(_ what: String) -> StageError {
        StageError(
            code: "provider.malformed", message: "The provider at \(endpoint) sent \(what).",
            disposition: .retry(after: nil))
    }

    private func refused(_ why: String) -> StageError {
        StageError(
            code: "provider.refused", message: "The provider at \(endpoint) refused to write: \(why.prefix(200))",
            disposition: .discard)
    }

    private func truncated(_ prompt: ChatPrompt) -> StageError {
        StageError(
            code: "provider.truncated",
            message: "The answer of \(prompt.model) was cut at \(prompt.maximumOutputTokens) tokens. "
                + "Ask the agent \(prompt.schemaName) for fewer words.",
            disposition: .discard)
    }
}
