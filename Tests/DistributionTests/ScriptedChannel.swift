import EventLoops
import Pipelines

@testable import Distribution

/// A channel that does what the test says and remembers what it was given.
final class ScriptedChannel: ChannelAdapter {
    let kind: ChannelKind
    private let state: Locked<(outcomes: [DeliveryOutcome], lookUps: [LookUp], sent: [String])>

    /// After the scripted outcomes everything is confirmed.
    init(_ kind: ChannelKind, outcomes: [DeliveryOutcome] = [], lookUps: [LookUp] = []) {
        self.kind = kind
        state = Locked((outcomes, lookUps, []))
    }

    /// The recipients (or channels) of what was sent, in order.
    var sent: [String] { state.withLock { $0.sent } }

    func deliver(_ shipment: Shipment, in context: any StageContext) async -> DeliveryOutcome {
        state.withLock { state in
            state.sent.append(shipment.delivery.plan.recipient ?? "\(shipment.delivery.plan.channel.name)")
            return state.outcomes.isEmpty
                ? .confirmed(externalID: "x", location: nil) : state.outcomes.removeFirst()
        }
    }

    func lookUp(_ shipment: Shipment, in context: any StageContext) async -> LookUp {
        state.withLock { $0.lookUps.isEmpty ? .undecidable : $0.lookUps.removeFirst() }
    }
}
