package import Pipelines

/// Prices by model. Data, not knowledge of the code: an override file replaces it, and a model that it does not know
/// is refused under a budget instead of counting as free.
package struct PriceBook: Sendable {
    /// The day of the prices below.
    package static let date = "2026-11-21"

    private let prices: [String: ModelPrice]

    /// - Parameter overrides: Prices that win over ``published``.
    package init(overrides: [String: ModelPrice] = [:]) {
        prices = Self.published.merging(overrides) { _, new in new }
    }

    /// The price of `model`; dated releases (`gpt-5-mini-2026-01-01`) cost what their family does.
    ///
    /// - Throws: ``StageError`` `model.no_price`.
    package func price(of model: String) throws(StageError) -> ModelPrice {
        if let price = knownPrice(of: model) { return price }
        throw StageError(
            code: "model.no_price",
            message: "No price is known for the model \(model), so no budget could hold. "
                + "Set PRESSWORK_MODEL_PRICES, for example to \"\(model)=0.25/2.00\" (dollars for a million tokens in "
                + "and out; 0/0 for a server of your own).",
            disposition: .discard)
    }

    /// The same, `nil` where no price is known.
    package func knownPrice(of model: String) -> ModelPrice? {
        if let price = prices[model] { return price }
        let family = prices.keys.filter { model.hasPrefix($0 + "-20") }.max { $0.count < $1.count }
        return family.flatMap { prices[$0] }
    }

    /// Published prices, dollars for a million tokens.
    private static let published: [String: ModelPrice] = [
        "gpt-5-mini": ModelPrice(input: 250_000, output: 2_000_000),
        "gpt-5.6-luna": ModelPrice(input: 200_000, output: 1_200_000),
        "gpt-5.6-terra": ModelPrice(input: 2_000_000, output: 12_000_000),
    ]
}
