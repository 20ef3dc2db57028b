package import Foundation

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
