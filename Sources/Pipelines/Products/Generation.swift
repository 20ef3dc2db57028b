/// A provider's answer as stored: found again by the digest of its prompt.
package struct Generation: Sendable, Hashable, Codable {
    package var prompt: Digest
    package var provider: String
    package var model: String
    package var agent: String
    /// What came back, as text (JSON where a schema was asked for).
    package var output: String
    package var inputTokens: Int
    package var outputTokens: Int
    package var cost: Money
    /// The reservation that this settles, if one was made.
    package var reservation: BudgetReservation?

    package init(
        prompt: Digest, provider: String, model: String, agent: String, output: String, inputTokens: Int,
        outputTokens: Int, cost: Money, reservation: BudgetReservation? = nil
    ) {
        self.prompt = prompt
        self.provider = provider
        self.model = model
        self.agent = agent
        self.output = output
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.cost = cost
        self.reservation = reservation
    }
}
