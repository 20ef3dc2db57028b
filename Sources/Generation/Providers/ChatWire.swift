import Pipelines

/// OpenAI's Chat Completions as JSON: the surface that every compatible server speaks.
///
/// https://platform.openai.com/docs/api-reference/chat
enum ChatWire {
    struct Reply: Decodable {
        struct Choice: Decodable {
            struct Message: Decodable {
                let content: String?
                let refusal: String?
            }
            let message: Message
            let finishReason: String?

            enum CodingKeys: String, CodingKey {
                case message
                case finishReason = "finish_reason"
            }
        }
        struct Usage: Decodable {
            let promptTokens: Int?
            let completionTokens: Int?

            enum CodingKeys: String, CodingKey {
                case promptTokens = "prompt_tokens"
                case completionTokens = "completion_tokens"
            }
        }
        let model: String?
        let choices: [Choice]
        let usage: Usage?
    }

    /// `{"error": {…}}`; `code` is a string at OpenAI and an integer elsewhere.
    struct Failure: Decodable {
        struct Detail: Decodable {
            let message: String?
            let type: String?
            let code: JSONValue?
        }
        let error: Detail
    }

    /// The request's body. No sampling parameters: newer models refuse them.
    static func body(of prompt: ChatPrompt, tokenLimitField: String) throws -> [UInt8] {
        var body: [String: JSONValue] = [
            "model": .string(prompt.model),
            "messages": .array([
                .object(["role": .string("system"), "content": .string(prompt.system)]),
                .object(["role": .string("user"), "content": .string(prompt.user)]),
            ]),
            tokenLimitField: .integer(Int64(prompt.maximumOutputTokens)),
            "stream": .bool(false),
        ]
        if let schema = prompt.schema {
            body["response_format"] = .object([
                "type": .string("json_schema"),
                "json_schema": .object(["name": .string(prompt.schemaName), "schema": schema]),
            ])
        }
        return try JSONValue.object(body).canonicalBytes()
    }
}
