package import Pipelines

extension MemoryStageContext {
    // MARK: Products

    /// The frozen text of a product.
    package func frozenManuscript(of product: ProductIdentity) async throws -> ManuscriptReference? {
        await record.frozenManuscript(of: product)
    }

    /// Fenced.
    package func freeze(_ product: ProductIdentity, manuscript: ManuscriptReference) async throws {
        try await record.check(request.job)
        await record.freeze(product, manuscript: manuscript)
    }

    /// Fenced; the newest version again when its assets are the same.
    package func recordVersion(_ version: NewVersion) async throws -> ProductVersionReference {
        try await record.check(request.job)
        return try await record.recordVersion(version)
    }

    // MARK: Channels and deliveries

    /// One of the record's channels.
    package func channel(_ name: ChannelName) async throws -> Channel { try await record.channel(name) }

    /// Readers that are not suppressed, by address.
    package func subscribers(
        of channel: ChannelName, segment: String?, after cursor: String?, limit: Int
    ) async throws -> [Subscriber] {
        await record.subscribers(of: channel, segment: segment, after: cursor, limit: limit)
    }

    /// Fenced; one row for each key.
    package func plan(_ deliveries: [DeliveryPlan]) async throws -> [Delivery] {
        try await record.check(request.job)
        return try await record.plan(deliveries, for: request)
    }

    /// Fenced; see ``MemoryRecord``.
    package func arm(_ delivery: Delivery) async throws -> ArmOutcome {
        try await record.check(request.job)
        return try await record.arm(delivery, for: request.job)
    }

    /// Fenced; only by who armed it, or once it is unknown.
    package func resolve(_ delivery: Delivery, as outcome: DeliveryOutcome) async throws {
        try await record.check(request.job)
        try await record.resolve(delivery, as: outcome, for: request.job)
    }

    /// The newest confirmed delivery.
    package func lastConfirmed(
        _ product: ProductIdentity, on channel: ChannelName, action: DeliveryAction
    ) async throws -> Delivery? {
        await record.lastConfirmed(product, on: channel, action: action)
    }
}
