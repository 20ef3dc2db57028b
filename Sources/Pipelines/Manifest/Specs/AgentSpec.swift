/// A named writing role: a file of the bundle with front matter (`provider`, `model`, `schema`, limits) and a prompt.
package struct AgentSpec: Sendable, Hashable, Codable {
    package var name: String
    /// The prompt, a mustache template.
    package var prompt: String
    /// JSON Schema that the answer must meet; `nil`: Markdown text.
    package var schema: JSONValue?
    package var provider: String?
    package var model: String?
    /// Limits in words, checked on the answer.
    package var maximumWords: Int?
    /// The part of a product that it writes (`stories`, `intro`, `chapters`, …): what a provider without a model goes by.
    package var role: String?
    /// Names of checks on the answer, besides the schema.
    package var validators: [String]

    package init(
        name: String, prompt: String, schema: JSONValue? = nil, provider: String? = nil, model: String? = nil,
        maximumWords: Int? = nil, role: String? = nil, validators: [String] = []
    ) {
        self.name = name
        self.prompt = prompt
        self.schema = schema
        self.provider = provider
        self.model = model
        self.maximumWords = maximumWords
        self.role = role
        self.validators = validators
    }
}
