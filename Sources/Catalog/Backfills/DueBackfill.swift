package import Pipelines

/// A backfill under way, as the fleet reads it.
package struct DueBackfill: Sendable {
    package var id: BackfillID
    package var tenant: TenantID
    package var mode: RunMode
    package var parameters: [String: String]
    package var pipelineID: PipelineID
    package var pipeline: Pipeline
}
