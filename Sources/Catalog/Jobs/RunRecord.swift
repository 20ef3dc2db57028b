package import Pipelines

/// What of a run never changes, as workers keep it: one for all of its jobs.
package final class RunRecord: Sendable {
    package let reference: RunReference
    package let tenant: TenantID
    package let pipelineID: PipelineID
    package let pipeline: Boxed<Pipeline>
    package let stages: [Stage]
    package let fromStage: Stage?
    package let selection: RunSelection

    package init(
        reference: RunReference, tenant: TenantID, pipelineID: PipelineID, pipeline: Pipeline, stages: [Stage],
        fromStage: Stage? = nil, selection: RunSelection
    ) {
        self.reference = reference
        self.tenant = tenant
        self.pipelineID = pipelineID
        self.pipeline = Boxed(wrappedValue: pipeline)
        self.stages = stages
        self.fromStage = fromStage
        self.selection = selection
    }

    /// Whether `stage` may be answered from the memo in this run.
    package func mayRecall(_ stage: Stage) -> Bool {
        guard let fromStage else { return true }
        return stage < fromStage
    }
}
