package import Foundation
package import Pipelines

/// One line of `workers list`.
package struct WorkerSummary: Sendable, Hashable, Codable {
    package var id: WorkerID
    package var stages: [String]
    /// Jobs at a time in each of them, in their order.
    package var slots: [Int]
    package var host: String
    package var version: String
    package var isLive: Bool
    package var isDraining: Bool
    package var startedAt: Date
    package var seenAt: Date
}
