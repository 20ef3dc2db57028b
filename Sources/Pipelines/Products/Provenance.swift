/// How a text came to be; printed in the product.
package struct Provenance: Sendable, Hashable, Codable {
    /// `extractive`, `openai-compatible`, …
    package var provider: String
    package var model: String?
    /// The sentence that readers see, for example that no model wrote this and sentences are quoted from the sources.
    package var statement: String

    package init(provider: String, model: String? = nil, statement: String) {
        self.provider = provider
        self.model = model
        self.statement = statement
    }
}
