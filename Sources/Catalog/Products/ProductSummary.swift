package import Foundation
package import Pipelines

/// A product in a list.
package struct ProductSummary: Sendable, Hashable, Codable {
    package var identity: ProductIdentity
    package var title: String
    package var newestVersion: Int
    /// Why its text is not written again by later runs; `nil` when it may be.
    package var frozenBecause: String?
    /// When its newest version was made.
    package var madeAt: Date
}
