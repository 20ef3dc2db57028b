package import Pipelines

/// Names one stored version of a pipeline.
package typealias PipelineID = Identifier<Pipeline>
/// Names a schedule.
package typealias ScheduleID = Identifier<ScheduleSpec>
