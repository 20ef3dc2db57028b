package import Pipelines

/// What passes through a gate; nil stands for all.
package struct GateScope: Sendable, Hashable, Codable {
    package var tenant: TenantID?
    /// A pipeline's name.
    package var pipeline: String?
    package var stage: Stage?
    /// What a job uses that has a limit of its own: `host/example.org`, `channel/email/tank-main`.
    package var limitKey: String?

    package init(
        tenant: TenantID? = nil, pipeline: String? = nil, stage: Stage? = nil, limitKey: String? = nil
    ) {
        self.tenant = tenant
        self.pipeline = pipeline
        self.stage = stage
        self.limitKey = limitKey
    }
}
