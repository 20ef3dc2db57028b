import EventLoops
import Foundation
import Pipelines

@testable import ControlAPI

/// Runs in memory, for one API key.
final class MemoryRunDesk: RunDesk {
    private struct State {
        var orders: [String: (order: RunOrder, id: UUID)] = [:]
    }

    private let state = Locked(State())
    let key: Secret

    init(key: Secret) { self.key = key }

    var orders: [RunOrder] { state.withLock { $0.orders.values.map(\.order) } }

    func start(_ order: RunOrder, key: Secret) async throws(RunDeskError) -> StartedRun {
        guard key == self.key else { throw RunDeskError(.unauthorized, "unknown key") }
        guard order.pipeline == "tank-weekly" else {
            throw RunDeskError(.unknownPipeline, "There is no pipeline \(order.pipeline).")
        }
        return try state.withLock { state throws(RunDeskError) in
            if let known = state.orders[order.idempotencyKey] {
                guard known.order.digest == order.digest else {
                    throw RunDeskError(.keyReused, "This Idempotency-Key came with another order.")
                }
                return StartedRun(id: known.id, isReplay: true)
            }
            let id = UUID()
            state.orders[order.idempotencyKey] = (order, id)
            return StartedRun(id: id, isReplay: false)
        }
    }

    func run(_ id: UUID, key: Secret) async throws(RunDeskError) -> RunCard? {
        guard key == self.key else { throw RunDeskError(.unauthorized, "unknown key") }
        return state.withLock { state in
            state.orders.values.first { $0.id == id }.map { known in
                RunCard(
                    id: id, pipeline: known.order.pipeline, key: known.order.key, state: "running",
                    items: ["running": 1], createdAt: Date(timeIntervalSince1970: 0), finishedAt: nil)
            }
        }
    }
}
