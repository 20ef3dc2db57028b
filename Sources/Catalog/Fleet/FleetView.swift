package import Foundation
package import Pipelines

/// The fleet at one moment, over all tenants, as a person watches it.
package struct FleetView: Sendable, Hashable, Codable {
    /// One stage.
    package struct Lane: Sendable, Hashable, Codable {
        package var stage: Stage
        /// Jobs that live workers take at a time, and that they run now.
        package var slots: Int
        package var running: Int
        /// Jobs that could run now.
        package var available: Int
        /// Jobs that wait for their time: delayed, snoozed, to be tried again.
        package var delayed: Int
        package var inReview: Int
        package var dead: Int
        /// Jobs that live workers ended in a second, between their last two beats.
        package var perSecond: Double
        /// Seconds that the oldest job that could run has waited.
        package var oldest: Double
    }

    /// A live worker.
    package struct Worker: Sendable, Hashable, Codable {
        package var id: WorkerID
        package var host: String
        package var stages: [String]
        /// Jobs at a time in each of its stages, in their order, and those that it runs now.
        package var slots: [Int]
        package var running: Int
        package var isDraining: Bool
        package var perSecond: [String: Double]
        package var startedAt: Date
        package var seenAt: Date

        func slots(of stage: Stage) -> Int {
            zip(stages, slots).first { $0.0 == stage.rawValue }?.1 ?? 0
        }
    }

    package var at: Date
    /// Every stage, in the order in which items go through them.
    package var lanes: [Lane]
    package var workers: [Worker]
    /// Runs that are not over.
    package var openRuns: Int
    /// Deliveries whose reply was lost: a person decides.
    package var unknownDeliveries: Int
    /// Gates that are closed, and gates that let only so many jobs pass: why work may wait beside free slots.
    package var paused: Int
    package var limited: Int
}
