/// The change that one channel would see for one item.
package struct PlannedDelivery: Sendable, Hashable, Codable {
    /// What would happen there.
    package enum Change: String, Sendable, Hashable, Codable {
        case create, update, send
        /// An append channel that has this product already: nothing is sent again.
        case nothing
    }

    package var distribution: String
    package var channel: ChannelName
    package var product: ProductIdentity
    package var change: Change
    /// How many readers get it; `nil` where that is not known or does not apply.
    package var readers: Int?

    init(_ spec: DistributionSpec, item: NewItem, pipeline: Pipeline, facts: PlanFacts) {
        distribution = spec.name
        channel = spec.channel
        product = ProductIdentity(pipeline: pipeline.name, product: spec.product, itemKey: item.key)
        let isDelivered = facts.delivered[product]?.contains(spec.channel) ?? false
        change =
            switch (spec.channel.kind.mode, isDelivered) {
            case (.replace, false): .create
            case (.replace, true): .update
            case (.append, false): .send
            case (.append, true): .nothing
            }
        readers = spec.channel.kind == .email ? facts.readers[spec.channel] : nil
    }
}
