import EventLoops
import Pipelines

/// Whether a worker still does its rounds: its lanes read, and settlements leave. Servers that are away are no ailment: a
/// failed round is a round. What is one is a round that does not end.
final class WorkerVitals: Sendable {
    private struct State: Sendable {
        /// Since when each lane has been reading or claiming, those that wait for a free slot left out.
        var reading: [Stage: ContinuousClock.Instant] = [:]
        var settling: ContinuousClock.Instant?
    }

    /// Reads block for 5 s and statements time out in 30.
    private static let longest: Duration = .seconds(90)

    private let state = Locked(State())

    /// A session begins or has ended.
    func begin() { state.withLock { $0 = State() } }

    func lane(_ stage: Stage, isReading: Bool, at now: ContinuousClock.Instant = .now) {
        state.withLock { $0.reading[stage] = isReading ? now : nil }
    }

    func isSettling(_ isSettling: Bool, at now: ContinuousClock.Instant = .now) {
        state.withLock { $0.settling = isSettling ? now : nil }
    }

    /// What is wrong, in a sentence.
    func ailment(at now: ContinuousClock.Instant = .now) -> String? {
        state.withLock { state in
            if let since = state.settling, now - since > Self.longest {
                return "a settlement has been under way for \(Int((now - since) / .seconds(1))) s"
            }
            for (stage, since) in state.reading where now - since > Self.longest {
                return "the lane of \(stage.rawValue) has not read for \(Int((now - since) / .seconds(1))) s"
            }
            return nil
        }
    }
}
