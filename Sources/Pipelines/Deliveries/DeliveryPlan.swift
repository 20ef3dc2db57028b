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
