package import Pipelines

extension CatalogStageContext {
    package func channel(_ name: ChannelName) async throws -> Channel {
        let channels = try await ChannelStore(database: database).list(for: request.tenant)
        if let channel = channels.first(where: { $0.name == name }) { return channel }
        let known = channels.map(\.name.description).joined(separator: ", ")
        throw StageError(
            code: "channel.unknown",
            message: "no channel is called `\(name)`; known: \(known.isEmpty ? "none" : known)",
            disposition: .discard)
    }

    package func subscribers(
        of channel: ChannelName, segment: String?, after cursor: String?, limit: Int
    ) async throws -> [Subscriber] {
        try await SubscriberStore(database: database).page(
            of: channel, segment: segment, after: cursor, limit: limit, for: request.tenant)
    }

    package func plan(_ deliveries: [DeliveryPlan]) async throws -> [Delivery] {
        try await ledger.plan(deliveries)
    }

    package func arm(_ delivery: Delivery) async throws -> ArmOutcome {
        try await ledger.arm(delivery)
    }

    package func resolve(_ delivery: Delivery, as outcome: DeliveryOutcome) async throws {
        try await ledger.resolve(delivery, as: outcome)
    }

    package func lastConfirmed(
        _ product: ProductIdentity, on channel: ChannelName, action: DeliveryAction
    ) async throws -> Delivery? {
        try await ledger.lastConfirmed(product, on: try await self.channel(channel), action: action)
    }
}
