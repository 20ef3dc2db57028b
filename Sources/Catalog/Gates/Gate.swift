package import Foundation
import Pipelines

/// A gate between waiting jobs and workers: closed, or narrow, or both.
package struct Gate: Sendable, Hashable, Codable {
    package var scope: GateScope
    /// The tenant's name, when it is one tenant's.
    package var tenant: String?
    /// Since when nothing passes; nil while it is open.
    package var pausedAt: Date?
    /// The most jobs behind it at a time.
    package var concurrency: Int?
    /// Who moved it last, why, and when.
    package var actor: String
    package var note: String
    package var changedAt: Date
}
