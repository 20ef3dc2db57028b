package import Pipelines

/// The `distribute` stage: gives the item's product versions to the channels of the manifest, each exactly once.
///
/// The ledger decides, never this code: a delivery is planned, armed, and only then sent; what another attempt armed
/// is looked up or parked. Later attempts and later runs go through the same rows (docs/effects.md).
///
/// Letters to more readers than one page leave in parts of the job, page by page, side by side on all workers; the job that
/// joins them goes through everything once more, finds it confirmed, and goes on with what comes after the letters.
package struct DistributeHandler: StageHandler {
    package let stage = Stage.distribute
    package let version = 1
    package let timeout: Duration = .seconds(1_800)

    let adapters: ChannelAdapters
    /// The readers of one part.
    let partSize: Int

    /// - Parameter adapters: Who speaks to which kind, live and in rehearsal.
    package init(adapters: ChannelAdapters) { self.init(adapters: adapters, partSize: DeliveryDesk.pageSize) }

    init(adapters: ChannelAdapters, partSize: Int) {
        self.adapters = adapters
        self.partSize = partSize
    }

    package func memoMaterial(_ request: StageRequest) throws -> JSONValue? { nil }

    package func run(_ context: any StageContext) async throws -> StageOutcome {
        if let part = context.request.part { return try await run(ReaderPart(part), in: context) }
        var tally = DeliveryTally(onPartial: context.request.pipeline.onPartial)
        var parts: [NewPart] = []
        for (index, distribution) in context.request.pipeline.distribution.enumerated() {
            let share = Double(index) / Double(context.request.pipeline.distribution.count)
            await context.report(progress: share, "delivering \(distribution.name)")
            if let missing = distribution.after.first(where: { !tally.isDone($0) }) {
                tally.hold(distribution, waitingFor: missing)
                continue
            }
            // Nothing is said about it in the output: there was nothing to deliver.
            if distribution.channel.kind.mode == .append, !context.request.run.reachesPeople {
                tally.open(distribution)
                continue
            }
            if context.request.parts == nil {
                let own = try await readerParts(of: distribution, in: context)
                parts += own
                if !own.isEmpty {
                    tally.hold(distribution, waitingFor: "its parts")
                    continue
                }
            }
            try await distribute(distribution, in: context, tally: &tally)
        }
        // What else went wrong comes up again when the parts are joined.
        if !parts.isEmpty { return Self.split(parts, after: context.request.checkpoint) }
        try tally.verdict()
        return .completed(try JSONValue(encoding: DistributeOutput(deliveries: tally.summaries)))
    }

    private func distribute(
        _ distribution: DistributionSpec, in context: any StageContext, tally: inout DeliveryTally
    ) async throws {
        let desk = try await desk(for: distribution, in: context)
        switch distribution.channel.kind {
        case .email:
            try await desk.deliverToReaders(in: context, tally: &tally)
        case .gumroad, .site:
            try await desk.deliver(action: .publish, in: context, tally: &tally)
        case .social:
            try await desk.deliver(action: .post, in: context, tally: &tally)
        }
    }

    func desk(for distribution: DistributionSpec, in context: any StageContext) async throws -> DeliveryDesk {
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
        return DeliveryDesk(
            distribution: distribution, channel: channel, version: version, adapter: adapter,
            turn: { [adapters] in try await adapters.turn($0, mode: mode) })
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
