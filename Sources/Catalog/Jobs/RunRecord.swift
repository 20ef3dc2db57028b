package import Pipelines

/// What of a run never changes, as workers keep it.
package struct RunRecord: Sendable {
    package var reference: RunReference
    package var tenant: TenantID
    package var pipelineID: PipelineID
    package var pipeline: Pipeline
    package var stages: [Stage]
    package var fromStage: Stage?
    package var selection: RunSelection

    /// Whether `stage` may be answered from the memo in this run.
    package func mayRecall(_ stage: Stage) -> Bool {
        guard let fromStage else { return true }
        return stage < fromStage
    }
}
