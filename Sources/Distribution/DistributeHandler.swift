package import Pipelines

/// The `distribute` stage: gives the item's product versions to the channels of the manifest, each exactly once.
///
/// The ledger decides, never this code: a delivery is planned, armed, and only then sent; what another attempt armed
/// is looked up or parked. Later attempts and later runs go through the same rows (docs/effects.md).
package struct DistributeHandler: StageHandler {
    package let stage = Stage.distribute
    package let version = 1
    package let timeout: Duration = .seconds(1_800)

    let adapters: ChannelAdapters

    /// - Parameter adapters: Who speaks to which kind, live and in rehearsal.
    package init(adapters: ChannelAdapters) { self.adapters = adapters }

    package func memoMaterial(_ request: StageRequest) throws -> JSONValue? { nil }

    package func run(_ context: any StageContext) async throws -> StageOutcome {
        var tally = DeliveryTally()
        for (index, distribution) in context.request.pipeline.distribution.enumerated() {
            let share = Double(index) / Double(context.request.pipeline.distribution.count)
            await context.report(progress: share, "delivering \(distribution.name)")
            if let missing = distribution.after.first(where: { !tally.isDone($0) }) {
                tally.hold(distribution, waitingFor: missing)
                continue
            }
            try await distribute(distribution, in: context, tally: &tally)
        }
        try tally.verdict()
        return .completed(try JSONValue(encoding: DistributeOutput(deliveries: tally.summaries)))
    }

    private func distribute(
        _ distribution: DistributionSpec, in context: any StageContext, tally: inout DeliveryTally
    ) async throws {
        let request = context.request
        guard let version = request.input.assemble?.products[distribution.product] else {
            throw StageError(
                code: "product.missing",
                message: "\(distribution.name) sends \(distribution.product), which this item has not made.",
                disposition: .discard)
        }
        try await refuseThawedText(version, in: context)
        let channel = try await context.channel(distribution.channel)
        let adapter = try adapters.adapter(for: channel, mode: request.run.mode)
        let mode = context.request.run.mode
        let desk = DeliveryDesk(
            distribution: distribution, channel: channel, version: version, adapter: adapter,
            turn: { [adapters] in try await adapters.turn($0, mode: mode) })
        switch channel.name.kind {
        case .email:
            try await desk.deliverToReaders(in: context, tally: &tally)
        case .gumroad, .site:
            try await desk.deliver(action: .publish, in: context, tally: &tally)
        case .social:
            try await desk.deliver(action: .post, in: context, tally: &tally)
        }
    }

    /// Text that was accepted or published is the only text of its product that may leave, wherever other text of it
    /// came from (an old memo, a rejected draft).
    private func refuseThawedText(_ version: ProductVersionReference, in context: any StageContext) async throws {
        guard !context.request.run.refresh, let frozen = try await context.frozenManuscript(of: version.product),
            frozen.digest != version.manuscript.digest
        else { return }
        throw StageError(
            code: "text.frozen",
            message: "The text of \(version.product) was accepted or published before, and this version has other "
                + "text. Run with --refresh to write it again.",
            disposition: .discard)
    }
}
