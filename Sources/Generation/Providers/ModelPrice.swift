package import Pipelines

/// What a model charges, in micros of a dollar for a million tokens.
package struct ModelPrice: Sendable, Hashable, Codable {
    package var input: Int64
    package var output: Int64

    package init(input: Int64, output: Int64) {
        self.input = input
        self.output = output
    }

    /// The price of one call, rounded up: a budget must never be passed by rounding.
    package func cost(inputTokens: Int, outputTokens: Int) -> Money {
        let total = Int64(max(0, inputTokens)) * input + Int64(max(0, outputTokens)) * output
        return Money(micros: (total + 999_999) / 1_000_000, currency: "USD")
    }
}
