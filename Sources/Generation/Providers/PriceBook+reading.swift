package import Pipelines

extension PriceBook {
    /// Reads overrides such as `gpt-5-mini=0.25/2.00,local=0/0`: dollars for a million tokens in and out.
    ///
    /// - Throws: ``StageError`` `model.bad_price` naming the entry.
    package init(reading text: String?) throws(StageError) {
        var overrides: [String: ModelPrice] = [:]
        for entry in (text ?? "").split(separator: ",") {
            let parts = entry.split(separator: "=", maxSplits: 1)
            let amounts = parts.count == 2 ? parts[1].split(separator: "/").compactMap { Double($0) } : []
            guard amounts.count == 2, amounts.allSatisfy({ $0 >= 0 && $0 < 1_000_000 }) else {
                throw StageError(
                    code: "model.bad_price",
                    message: "PRESSWORK_MODEL_PRICES: `\(entry)` is not of the form model=0.25/2.00.",
                    disposition: .discard)
            }
            let name = parts[0].filter { $0 != " " }
            overrides[String(name)] = ModelPrice(
                input: Int64((amounts[0] * 1_000_000).rounded()), output: Int64((amounts[1] * 1_000_000).rounded()))
        }
        self.init(overrides: overrides)
    }
}
