package import Foundation
package import Pipelines

/// A version with what is known of it.
package struct ProductVersionRecord: Sendable, Hashable, Codable {
    package var reference: ProductVersionReference
    package var run: RunID
    package var item: ItemID
    package var madeAt: Date
    package var approvedAt: Date?
    package var approvedBy: String?
    /// What providers charged for its item in its run.
    package var cost: Money
    package var deliveries: [DeliveryRecord]
}
