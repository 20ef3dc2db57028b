package import Foundation
package import Pipelines

/// A schedule as the scheduler reads it.
package struct DueSchedule: Sendable {
    package var id: ScheduleID
    package var tenant: TenantID
    package var spec: ScheduleSpec
    package var mode: RunMode
    package var parameters: [String: String]
    /// The newest version of its pipeline.
    package var pipelineID: PipelineID
    package var pipeline: Pipeline
    /// Fire times up to here are decided.
    package var decidedUntil: Date
}
