package import Pipelines

/// The fleet at one moment, over all tenants: what the exporter shows.
package struct FleetSnapshot: Sendable {
    /// Jobs of one stage, priority and state that are not over.
    package struct Lane: Sendable, Hashable {
        package var stage: Stage
        package var priority: Int
        package var state: JobState
        package var count: Int
        /// Seconds that the oldest of them has waited since it could have run.
        package var oldest: Double
    }

    /// Deliveries to one kind of channel in one state.
    package struct Deliveries: Sendable, Hashable {
        package var kind: ChannelKind
        package var state: DeliveryState
        package var count: Int
        /// Seconds since the oldest of them was armed; 0 where none was.
        package var oldest: Double
    }

    package var lanes: [Lane]
    package var deliveries: [Deliveries]
    package var liveWorkers: Int
    /// Runs that are not over.
    package var openRuns: Int
    /// Spent this month, in micros, by currency.
    package var spent: [String: Int64]
}
