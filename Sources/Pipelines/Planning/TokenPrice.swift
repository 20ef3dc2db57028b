/// What a model costs.
package struct TokenPrice: Sendable, Hashable, Codable {
    /// For a million tokens in.
    package var input: Money
    /// For a million tokens out.
    package var output: Money

    package init(input: Money, output: Money) {
        self.input = input
        self.output = output
    }

    /// The cost of a call, rounded up to a millionth.
    package func cost(inputTokens: Int, outputTokens: Int) -> Money {
        let total = Int64(inputTokens) * input.micros + Int64(outputTokens) * output.micros
        return Money(micros: (total + 999_999) / 1_000_000, currency: input.currency)
    }
}
