package import Pipelines

extension MemoryStageContext {
    // MARK: Products

    package func frozenManuscript(of product: ProductIdentity) async throws -> ManuscriptReference? {
        await record.frozenManuscript(of: product)
    }

    package func freeze(_ product: ProductIdentity, manuscript: ManuscriptReference) async throws {
        try await record.check(request.job)
        await record.freeze(product, manuscript: manuscript)
    }

    package func recordVersion(_ version: NewVersion) async throws -> ProductVersionReference {
        try await record.check(request.job)
        return try await record.recordVersion(version)
    }

    // MARK: Channels and deliveries

    package func channel(_ name: ChannelName) async throws -> Channel { try await record.channel(name) }

    package func subscribers(
        of channel: ChannelName, segment: String?, after cursor: String?, limit: Int
    ) async throws -> [Subscriber] {
        await record.subscribers(of: channel, segment: segment, after: cursor, limit: limit)
    }

    package func plan(_ deliveries: [DeliveryPlan]) async throws -> [Delivery] {
        try await record.check(request.job)
        return try await record.plan(deliveries, for: request)
    }

    package func arm(_ delivery: Delivery) async throws -> ArmOutcome {
        try await record.check(request.job)
        return try await record.arm(delivery, for: request.job)
    }

    package func resolve(_ delivery: Delivery, as outcome: DeliveryOutcome) async throws {
        try await record.check(request.job)
        try await record.resolve(delivery, as: outcome, for: request.job)
    }

    package func lastConfirmed(
        _ product: ProductIdentity, on channel: ChannelName, action: DeliveryAction
    ) async throws -> Delivery? {
        await record.lastConfirmed(product, on: channel, action: action)
    }
}
