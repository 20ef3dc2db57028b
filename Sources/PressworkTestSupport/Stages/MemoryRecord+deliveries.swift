import Foundation
package import Pipelines

extension MemoryRecord {
    /// The ledger in the order in which it was planned.
    package var deliveries: [Delivery] { ledgerOrder.compactMap { ledger[$0]?.delivery } }

    /// How many deliveries are in each state.
    package var deliveriesByState: [DeliveryState: Int] {
        deliveries.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
    }

    func channel(_ name: ChannelName) throws -> Channel {
        note(.askedChannel(name))
        guard let channel = channels[name] else {
            let known = channels.keys.sorted().map(\.description).joined(separator: ", ")
            throw StageError(
                code: "channel.unknown",
                message: "No channel is called `\(name)`; known: \(known.isEmpty ? "none" : known).",
                disposition: .discard)
        }
        return channel
    }

    func subscribers(of channel: ChannelName, segment: String?, after cursor: String?, limit: Int) -> [Subscriber] {
        note(.askedSubscribers(channel, segment: segment))
        return (readers[channel] ?? [])
            .filter { !$0.isSuppressed }
            .filter { reader in segment.map { reader.segments.contains($0) } ?? true }
            .map(\.subscriber)
            .filter { subscriber in cursor.map { subscriber.address > $0 } ?? true }
            .sorted { $0.address < $1.address }
            .prefix(limit).map { $0 }
    }

    func plan(_ plans: [DeliveryPlan], for request: StageRequest) throws -> [Delivery] {
        let keys = try plans.map { try $0.key(tenant: request.tenant, run: request.run) }
        note(.planned(keys: keys))
        return zip(plans, keys).map { plan, key in
            if let row = ledger[key] { return row.delivery }
            let delivery = Delivery(id: DeliveryID(freshUUID()), key: key, plan: plan, state: .planned)
            ledger[key] = LedgerRow(delivery: delivery)
            ledgerOrder.append(key)
            return delivery
        }
    }

    func arm(_ delivery: Delivery, for job: JobReference) throws -> ArmOutcome {
        var row = try row(of: delivery)
        switch row.delivery.state {
        case .planned:
            row.delivery.state = .armed
            row.delivery.armedAt = now
            row.armedBy = job
        case .armed where row.armedBy == job:
            break
        case .armed:
            row.delivery.state = .unknown
        case .sent, .confirmed, .failed, .unknown:
            break
        }
        ledger[delivery.key] = row
        note(.armed(key: delivery.key, granted: row.delivery.state == .armed))
        switch row.delivery.state {
        case .planned, .armed: return .armed(row.delivery)
        case .sent, .confirmed, .failed: return .alreadyDone(row.delivery)
        case .unknown: return .unknown(row.delivery, lookUpAfter: waitBeforeLookUp(row))
        }
    }

    func resolve(_ delivery: Delivery, as outcome: DeliveryOutcome, for job: JobReference) throws {
        var row = try row(of: delivery)
        let mayResolve = row.delivery.state == .unknown || (row.delivery.state == .armed && row.armedBy == job)
        guard mayResolve else {
            throw StageError(
                code: "delivery.notArmed",
                message: "The delivery \(delivery.id) is \(row.delivery.state.rawValue) and was not armed by this job.",
                disposition: .discard)
        }
        switch outcome {
        case .confirmed(let externalID, let location):
            row.delivery.state = .confirmed
            row.delivery.externalID = externalID
            row.delivery.location = location
        case .notSent:
            row.delivery.state = .planned
            row.delivery.armedAt = nil
            row.armedBy = nil
        case .failed: row.delivery.state = .failed
        case .unknown: row.delivery.state = .unknown
        }
        ledger[delivery.key] = row
        note(.resolved(key: delivery.key, outcome))
    }

    func lastConfirmed(_ product: ProductIdentity, on channel: ChannelName, action: DeliveryAction) -> Delivery? {
        note(.lookedUpConfirmed(product, channel))
        return deliveries.last { delivery in
            delivery.state == .confirmed && delivery.plan.version.product == product
                && delivery.plan.channel.name == channel && delivery.plan.action == action
        }
    }

    private func row(of delivery: Delivery) throws -> LedgerRow {
        guard let row = ledger[delivery.key] else {
            throw StageError(
                code: "delivery.notPlanned", message: "The delivery \(delivery.id) was never planned.",
                disposition: .discard)
        }
        return row
    }

    private func waitBeforeLookUp(_ row: LedgerRow) -> Duration {
        guard let armedAt = row.delivery.armedAt else { return .zero }
        return max(.zero, lookUpDelay - .seconds(now.timeIntervalSince(armedAt)))
    }
}
