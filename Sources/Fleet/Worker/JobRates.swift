import EventLoops
import Pipelines

/// How many jobs of each stage a worker ends in a second, as its beats tell it.
final class JobRates: Sendable {
    private struct State: Sendable {
        var ended: [Stage: Int] = [:]
        var since = ContinuousClock.now
        var rates: [Stage: Double] = [:]
    }

    private let state = Locked(State())

    func ended(_ stage: Stage) {
        state.withLock { $0.ended[stage, default: 0] += 1 }
    }

    /// Jobs a second since this was last asked; beats within a second of another get the same answer.
    func read(at now: ContinuousClock.Instant) -> [Stage: Double] {
        state.withLock { state in
            let seconds = (now - state.since) / .seconds(1)
            guard seconds >= 1 else { return state.rates }
            state.rates = state.ended.mapValues { Double($0) / seconds }
            state.ended = [:]
            state.since = now
            return state.rates
        }
    }
}
