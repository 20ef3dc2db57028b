package import Pipelines

extension CatalogStageContext {
    /// One of the tenant's accounts, as applied.
    package func channel(_ name: ChannelName) async throws -> Channel {
        let channels = try await ChannelStore(database: database).list(for: request.tenant)
        if let channel = channels.first(where: { $0.name == name }) { return channel }
        let known = channels.map(\.name.description).joined(separator: ", ")
        throw StageError(
            code: "channel.unknown",
            message: "no channel is called `\(name)`; known: \(known.isEmpty ? "none" : known)",
            disposition: .discard)
    }

    /// Readers by address, without those who are suppressed.
    package func subscribers(
        of channel: ChannelName, segment: String?, after cursor: String?, limit: Int
    ) async throws -> [Subscriber] {
        try await SubscriberStore(database: database).page(
            of: channel, segment: segment, after: cursor, limit: limit, for: request.tenant)
    }

    /// Writes intents: see ``DeliveryLedger/plan(_:)``.
    package func plan(_ deliveries: [DeliveryPlan]) async throws -> [Delivery] {
        try await ledger.plan(deliveries)
    }

    /// Takes the right to send: see ``DeliveryLedger/arm(_:)``.
    package func arm(_ delivery: Delivery) async throws -> ArmOutcome {
        try await ledger.arm(delivery)
    }

    /// Says how it ended: see ``DeliveryLedger/resolve(_:as:)``.
    package func resolve(_ delivery: Delivery, as outcome: DeliveryOutcome) async throws {
        try await ledger.resolve(delivery, as: outcome)
    }

    /// What stands at the channel's account now.
    package func lastConfirmed(
        _ product: ProductIdentity, on channel: ChannelName, action: DeliveryAction
    ) async throws -> Delivery? {
        try await ledger.lastConfirmed(product, on: try await self.channel(channel), action: action)
    }
}
