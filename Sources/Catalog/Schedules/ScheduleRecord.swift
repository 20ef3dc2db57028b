package import Foundation
package import Pipelines

/// A schedule as operators see it.
package struct ScheduleRecord: Sendable, Hashable, Codable {
    /// A fire time and the run that it made.
    package struct Tick: Sendable, Hashable, Codable {
        package var fireAt: Date
        package var run: RunID
        package var state: RunState
        package var mode: RunMode
        package var origin: RunOrigin
    }

    package var id: ScheduleID
    package var pipeline: String
    package var spec: ScheduleSpec
    /// Whether the effects of its runs are real.
    package var mode: RunMode
    package var parameters: [String: String]
    package var pausedAt: Date?
    /// Fire times up to here are decided: fired, or given up.
    package var decidedUntil: Date
    /// Why it did not fire at its last time; nil when it did.
    package var refusal: String?
}
