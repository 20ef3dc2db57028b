import Pipelines

/// Works through the deliveries of one `distribute` entry.
struct DeliveryDesk {
    /// Readers that are read and planned at once, and the readers of one part.
    static let pageSize = 500
    /// Less left than this before the worker's own deadline, and nothing new is begun.
    private static let leastTime: Duration = .seconds(5)

    let distribution: DistributionSpec
    let channel: Channel
    let version: ProductVersionReference
    let adapter: any ChannelAdapter
    /// Takes a turn at the account's pace; returns how far away it is when that is too far.
    let turn: @Sendable (Channel) async throws -> Duration?

    /// One delivery for the account.
    func deliver(action: DeliveryAction, in context: any StageContext, tally: inout DeliveryTally) async throws {
        tally.open(distribution)
        let plan = DeliveryPlan(
            distribution: distribution.name, channel: channel, version: version, action: action)
        let previous = try await context.lastConfirmed(version.product, on: channel.name, action: action)
        for delivery in try await context.plan([plan]) {
            try await carryOut(delivery, to: nil, previous: previous, in: context, tally: &tally)
        }
    }

    /// One delivery for each reader of the segment. Readers who unsubscribe meanwhile are not in the next page.
    func deliverToReaders(in context: any StageContext, tally: inout DeliveryTally) async throws {
        tally.open(distribution)
        var cursor: String?
        repeat {
            cursor = try await deliverToReaders(after: cursor, atMost: Self.pageSize, in: context, tally: &tally)
        } while cursor != nil
    }

    /// One delivery for each of the next readers of the segment.
    /// - Returns: the last one's address; nil when there are no others, or nothing more may leave now.
    @discardableResult
    func deliverToReaders(
        after cursor: String?, atMost limit: Int, in context: any StageContext, tally: inout DeliveryTally
    ) async throws -> String? {
        let readers = try await context.subscribers(
            of: channel.name, segment: distribution.segment, after: cursor, limit: limit)
        let byAddress = Dictionary(readers.map { ($0.address, $0) }) { first, _ in first }
        let plans = readers.map { reader in
            DeliveryPlan(
                distribution: distribution.name, channel: channel, version: version, action: .mail,
                recipient: reader.address)
        }
        for delivery in plans.isEmpty ? [] : try await context.plan(plans) {
            let reader = delivery.plan.recipient.flatMap { byAddress[$0] }
            try await carryOut(delivery, to: reader, previous: nil, in: context, tally: &tally)
            // The others of a paused or paced account would hear the same.
            if tally.isHeld(distribution) { return nil }
        }
        return readers.last?.address
    }

    private func carryOut(
        _ delivery: Delivery, to reader: Subscriber?, previous: Delivery?, in context: any StageContext,
        tally: inout DeliveryTally
    ) async throws {
        guard delivery.state != .confirmed else {
            return tally.add(.confirmed, location: delivery.location, to: distribution)
        }
        guard delivery.state != .failed else {
            tally.fail("\(label(delivery)) was refused before")
            return tally.add(.failed, location: nil, to: distribution)
        }
        guard context.deadline - .now > Self.leastTime else {
            tally.add(delivery.state, location: nil, to: distribution)
            return tally.retry("\(label(delivery)): no time was left in this attempt", after: .seconds(1))
        }
        // Before arming: what is armed has to leave at once.
        if let wait = try await turn(channel) {
            tally.add(delivery.state, location: nil, to: distribution)
            return tally.putOff(distribution, "\(label(delivery)) waits for the account's pace", by: wait)
        }
        let armed: ArmOutcome
        do { armed = try await context.arm(delivery) } catch let error as StageError
            where error.code == "channel.paused"
        {
            tally.add(delivery.state, location: nil, to: distribution)
            return tally.putOff(distribution, error.message, by: .seconds(60))
        }
        switch armed {
        case .alreadyDone(let done):
            tally.add(done.state, location: done.location, to: distribution)
        case .armed(let armed):
            try await send(shipment(armed, reader, previous, context), in: context, tally: &tally)
        case .unknown(let unknown, let settled):
            try await clearUp(
                shipment(unknown, reader, previous, context), after: settled, in: context, tally: &tally)
        }
    }

    private func send(
        _ shipment: Shipment, in context: any StageContext, tally: inout DeliveryTally
    ) async throws {
        let outcome = await adapter.deliver(shipment, in: context)
        try await context.resolve(shipment.delivery, as: outcome)
        switch outcome {
        case .confirmed(_, let location):
            tally.add(.confirmed, location: location, to: distribution)
        case .notSent(let reason):
            tally.add(.planned, location: nil, to: distribution)
            tally.retry("\(label(shipment.delivery)): \(reason)")
        case .failed(let reason):
            tally.add(.failed, location: nil, to: distribution)
            tally.fail("\(label(shipment.delivery)): \(reason)")
        case .unknown(let reason):
            tally.add(.unknown, location: nil, to: distribution)
            // The next attempt finds the row and asks the channel; sending again now could double it.
            tally.retry("\(label(shipment.delivery)): \(reason)")
        }
    }

    /// A reply was lost, in this attempt or an earlier one. That it is there is believed at once; that it is not, only
    /// after `settled`, when the last request of whoever armed it must have ended.
    private func clearUp(
        _ shipment: Shipment, after settled: Duration, in context: any StageContext, tally: inout DeliveryTally
    ) async throws {
        switch await adapter.lookUp(shipment, in: context) {
        case .found(let externalID, let location):
            try await context.resolve(shipment.delivery, as: .confirmed(externalID: externalID, location: location))
            tally.add(.confirmed, location: location, to: distribution)
        case _ where settled > .zero:
            tally.add(.unknown, location: nil, to: distribution)
            tally.waitForLookUp(settled)
        case .repeatable:
            try await context.resolve(shipment.delivery, as: .notSent(reason: "looked up: it can be done again"))
            tally.add(.planned, location: nil, to: distribution)
            tally.retry("\(label(shipment.delivery)) is planned again", after: .seconds(1))
        case .undecidable:
            tally.add(.unknown, location: nil, to: distribution)
            tally.park("\(label(shipment.delivery)) may or may not have arrived")
        case .unavailable(let reason):
            tally.add(.unknown, location: nil, to: distribution)
            tally.retry("\(label(shipment.delivery)) could not be looked up: \(reason)")
        }
    }

    private func shipment(
        _ delivery: Delivery, _ reader: Subscriber?, _ previous: Delivery?, _ context: any StageContext
    ) -> Shipment {
        let values = TemplateValues(run: context.request.run, item: context.request.item)
        let subject = distribution.subject.map(values.render) ?? version.title
        return Shipment(
            delivery: delivery, distribution: distribution, brand: context.request.pipeline.brand, subscriber: reader,
            previous: previous, subject: subject)
    }

    private func label(_ delivery: Delivery) -> String {
        "\(channel.name)\(delivery.plan.recipient.map { " to \($0)" } ?? "")"
    }
}
