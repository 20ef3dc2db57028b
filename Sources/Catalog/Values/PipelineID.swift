package import Pipelines

/// Names one stored version of a pipeline.
package typealias PipelineID = Identifier<Pipeline>
