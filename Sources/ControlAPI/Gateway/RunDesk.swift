package import Foundation
package import Pipelines

/// Where runs are ordered: what the gateway needs of the record of runs.
package protocol RunDesk: Sendable {
    /// Starts a run once for each `idempotencyKey` of the API key's tenant: a second order with the same digest gets
    /// the first one's run with `isReplay`, one with another digest `keyReused`.
    func start(_ order: RunOrder, key: Secret) async throws(RunDeskError) -> StartedRun

    /// A run of the API key's tenant; `nil` if there is none of this id.
    func run(_ id: UUID, key: Secret) async throws(RunDeskError) -> RunCard?
}
