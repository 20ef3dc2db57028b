package import Foundation

/// What is done at a channel.
package enum DeliveryAction: String, Sendable, Hashable, Codable {
    case publish, mail, post, withdraw
}

/// `planned → armed → sent → confirmed | failed | unknown` (docs/effects.md).
package enum DeliveryState: String, Sendable, Hashable, Codable, CaseIterable {
    case planned, armed, sent, confirmed, failed, unknown
}

/// The intent to give one product version (to one recipient) to one channel.
package struct DeliveryPlan: Sendable, Hashable {
    /// The name of the manifest's `distribute` entry.
    package var distribution: String
    package var channel: Channel
    package var version: ProductVersionReference
    package var action: DeliveryAction
    /// An address on append channels that have recipients; `nil` elsewhere.
    package var recipient: String?

    package init(
        distribution: String, channel: Channel, version: ProductVersionReference, action: DeliveryAction,
        recipient: String? = nil
    ) {
        self.distribution = distribution
        self.channel = channel
        self.version = version
        self.action = action
        self.recipient = recipient
    }

    /// The ledger's key: what must happen at most once. It holds the version on replace channels, the recipient and
    /// not the version on append channels, and never a job or a run, unless a person said `--resend`.
    package func key(tenant: TenantID, run: RunReference) throws -> Digest {
        var parts: [JSONValue] = [
            .string(tenant.description), .string(channel.name.kind.rawValue), .string(channel.account),
            .string(version.product.description), .string(action.rawValue),
        ]
        switch channel.name.kind.mode {
        case .replace: parts.append(.string(version.digest.hex))
        case .append: parts.append(.string(recipient ?? ""))
        }
        if run.resend != nil, channel.name.kind.mode == .append { parts.append(.string(run.id.description)) }
        return try JSONValue.array(parts).digest()
    }
}

/// A row of the ledger.
package struct Delivery: Sendable, Hashable {
    package var id: DeliveryID
    package var key: Digest
    package var plan: DeliveryPlan
    package var state: DeliveryState
    /// The channel's own id of what was made.
    package var externalID: String?
    /// Where it can be seen.
    package var location: String?
    /// When it was armed, by the record's clock.
    package var armedAt: Date?

    package init(
        id: DeliveryID, key: Digest, plan: DeliveryPlan, state: DeliveryState, externalID: String? = nil,
        location: String? = nil, armedAt: Date? = nil
    ) {
        self.id = id
        self.key = key
        self.plan = plan
        self.state = state
        self.externalID = externalID
        self.location = location
        self.armedAt = armedAt
    }
}

/// What became of asking for the right to send.
package enum ArmOutcome: Sendable, Hashable {
    /// Send now.
    case armed(Delivery)
    /// It happened already; nothing is to be done.
    case alreadyDone(Delivery)
    /// Another attempt armed it and its end is not known: look it up at the channel, or park it. Never send blindly.
    /// `lookUpAfter` is how long to wait before a look-up can be trusted (zero when it can be now).
    case unknown(Delivery, lookUpAfter: Duration)
}

/// How sending ended.
package enum DeliveryOutcome: Sendable, Hashable {
    case confirmed(externalID: String?, location: String?)
    /// Not a byte of it can have been accepted: it may be planned again.
    case notSent(reason: String)
    /// The channel said no, for good.
    case failed(reason: String)
    /// The reply was lost after bytes had left.
    case unknown(reason: String)
}
