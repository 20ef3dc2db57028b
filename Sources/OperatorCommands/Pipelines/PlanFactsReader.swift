import Catalog
import Generation
import Pipelines
import PressworkRuntime

/// Reads from the record what a plan compares a manifest with.
struct PlanFactsReader: Sendable {
    let platform: Platform

    /// Readers that are counted at most; a plan says that there are this many, then.
    private static let readerLimit = 100_000

    /// Adds what the record knows of this pipeline.
    func facts(of pipeline: Pipeline, _ known: PlanFacts) async throws -> PlanFacts {
        var facts = known
        for product in try await platform.products.list(pipeline: pipeline.name, for: platform.tenant)
        where product.frozenBecause != nil {
            facts.frozen.insert(product.identity)
        }
        for channel in Set(pipeline.distribution.map(\.channel)) {
            let filter = DeliveryStore.Filter(state: .confirmed, channel: channel)
            for delivery in try await platform.deliveries.list(filter, for: platform.tenant)
            where !delivery.isRehearsal && delivery.product.pipeline == pipeline.name {
                facts.delivered[delivery.product, default: []].insert(channel)
            }
            if channel.kind == .email { facts.readers[channel] = try await readers(of: channel) }
        }
        return facts
    }

    private func readers(of channel: ChannelName) async throws -> Int {
        var count = 0
        var cursor: String?
        while count < Self.readerLimit {
            let page = try await platform.subscribers.page(
                of: channel, segment: nil, after: cursor, limit: 10_000, for: platform.tenant)
            count += page.count
            guard let last = page.last, page.count == 10_000 else { break }
            cursor = last.address
        }
        return count
    }

    /// The prices of the models that a pipeline's agents name, as far as they are known.
    static func prices(of pipeline: Pipeline, _ settings: Settings) throws -> [String: TokenPrice] {
        let book = try PriceBook(reading: settings.modelPrices)
        var prices: [String: TokenPrice] = [:]
        for model in Set(pipeline.agents.values.compactMap(\.model)) {
            // The plan itself says which prices it lacks.
            guard let price = book.knownPrice(of: model) else { continue }
            prices[model] = TokenPrice(
                input: Money(micros: price.input, currency: "USD"),
                output: Money(micros: price.output, currency: "USD"))
        }
        return prices
    }
}
