/// A complete answer; nothing else is one.
package struct ChatAnswer: Sendable, Hashable {
    package var text: String
    /// The model that the server says answered.
    package var model: String
    package var inputTokens: Int
    package var outputTokens: Int

    package init(text: String, model: String, inputTokens: Int, outputTokens: Int) {
        self.text = text
        self.model = model
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
    }
}
