import Pipelines

extension DistributeHandler {
    /// The most parts of one call.
    private static let partsAtOnce = 1_000

    /// The parts of an entry whose readers do not fit into one; none of any other.
    ///
    /// They may overlap or leave a gap where readers come and go meanwhile: the ledger gives each reader one letter, and
    /// the job that joins the parts finds who has none.
    func readerParts(of distribution: DistributionSpec, in context: any StageContext) async throws -> [NewPart] {
        guard distribution.channel.kind == .email else { return [] }
        var parts: [NewPart] = []
        var cursor: String?
        while true {
            let readers = try await context.subscribers(
                of: distribution.channel, segment: distribution.segment, after: cursor, limit: partSize)
            guard let last = readers.last else { break }
            let part = ReaderPart(distribution: distribution.name, after: cursor, count: partSize)
            parts.append(
                NewPart(
                    key: "\(distribution.name)/\(parts.count + 1)", payload: try JSONValue(encoding: part),
                    limitKey: distribution.channel.limitKey))
            guard readers.count == partSize else { break }
            cursor = last.address
        }
        return parts.count > 1 ? parts : []
    }

    /// The next of the parts; the checkpoint is how many were made.
    static func split(_ parts: [NewPart], after checkpoint: JSONValue?) -> StageOutcome {
        var begin = 0
        if case .integer(let made)? = checkpoint { begin = min(Int(made), parts.count) }
        let end = min(parts.count, begin + partsAtOnce)
        return .split(
            StageParts(
                Array(parts[begin..<end]), isLast: end == parts.count, checkpoint: .integer(Int64(end))))
    }

    /// Delivers to the readers of a part. What a channel refuses for good, or nobody can know, is for the job that joins the
    /// parts to say: it must not keep the others, nor what does not come after the letters, from leaving.
    func run(_ part: ReaderPart, in context: any StageContext) async throws -> StageOutcome {
        let distributions = context.request.pipeline.distribution
        guard let distribution = distributions.first(where: { $0.name == part.distribution }) else {
            throw StageError(
                code: "part.unknown", message: "\(part.distribution) is not a distribution of this pipeline.",
                disposition: .discard)
        }
        var tally = DeliveryTally()
        let desk = try await desk(for: distribution, in: context)
        try await desk.deliverToReaders(after: part.after, atMost: part.count, in: context, tally: &tally)
        try tally.verdict(isFinal: false)
        return .completed(try JSONValue(encoding: DistributeOutput(deliveries: tally.summaries)))
    }
}
