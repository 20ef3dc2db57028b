package import Pipelines

/// What a provider is asked. Its canonical JSON is the key under which the answer is stored.
package struct ChatPrompt: Sendable, Hashable, Codable {
    package var model: String
    package var system: String
    /// User turns: the task, then the sources as data.
    package var user: String
    /// JSON Schema of the answer; `nil`: plain Markdown.
    package var schema: JSONValue?
    package var schemaName: String
    package var maximumOutputTokens: Int

    package init(
        model: String, system: String, user: String, schema: JSONValue?, schemaName: String, maximumOutputTokens: Int
    ) {
        self.model = model
        self.system = system
        self.user = user
        self.schema = schema
        self.schemaName = schemaName
        self.maximumOutputTokens = maximumOutputTokens
    }

    /// A safe upper estimate: two UTF-8 bytes and a fifth to a token holds for JSON and every script we measured.
    package var estimatedInputTokens: Int { Int(Double(system.utf8.count + user.utf8.count) / 2.2) + 16 }
}
