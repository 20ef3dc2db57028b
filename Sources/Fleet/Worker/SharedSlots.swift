import EventLoops
import Pipelines

/// What the lanes of a worker may run together. While several want more, each gets its share by weight: the next turn is
/// that of the lane which has had the least for its weight (stride scheduling).
final class SharedSlots: Sendable {
    private struct State: Sendable {
        var free: Int
        /// How much each lane has had, by its weight.
        var had: [Stage: Double] = [:]
        var waiting: [Stage: [CheckedContinuation<Void, Never>]] = [:]

        mutating func next(_ strides: [Stage: Double]) -> CheckedContinuation<Void, Never>? {
            let candidates = waiting.keys.map { ($0, had[$0, default: 0]) }
            guard let stage = candidates.min(by: { ($0.1, $0.0) < ($1.1, $1.0) })?.0 else { return nil }
            let turn = waiting[stage]?.removeFirst()
            if waiting[stage]?.isEmpty ?? true { waiting[stage] = nil }
            take(stage, strides)
            return turn
        }

        /// A lane that had nothing to do for long must not catch up on the others now.
        mutating func take(_ stage: Stage, _ strides: [Stage: Double]) {
            let least = had.values.min() ?? 0
            had[stage] = max(had[stage, default: 0], least) + strides[stage, default: 1]
        }
    }

    private let isShared: Bool
    private let strides: [Stage: Double]
    private let rooms: [Stage: Mailbox<Void>]
    private let state: Locked<State>

    /// - Parameter total: jobs at a time; nil: no lane waits for another.
    init(_ total: Int?, weights: [(stage: Stage, weight: Int)]) {
        isShared = total != nil
        strides = Dictionary(weights.map { ($0.stage, 1 / Double(max(1, $0.weight))) }) { first, _ in first }
        rooms = Dictionary(weights.map { ($0.stage, Mailbox()) }) { first, _ in first }
        state = Locked(State(free: total ?? 0))
    }

    /// How many jobs wait for their turn.
    var waiting: Int { state.withLock { $0.waiting.values.reduce(0) { $0 + $1.count } } }

    /// Waits until something is free; returns how much is, 0 when the task was cancelled. Lanes that hear of the same room
    /// may all take from it: ``enter(_:)`` lets them in by weight.
    func room(for stage: Stage) async -> Int {
        guard isShared else { return .max }
        while true {
            let free = state.withLock { $0.waiting[stage] == nil ? $0.free : 0 }
            if free > 0 { return free }
            guard await rooms[stage]?.next(atMost: .max) != nil else { return 0 }
        }
    }

    /// How many may begin now.
    var room: Int { isShared ? state.withLock { $0.free } : .max }

    /// Takes a slot, waiting for the lane's turn. Each call is followed by one of ``leave()``.
    func enter(_ stage: Stage) async {
        guard isShared else { return }
        // Not cancellable: whoever holds a slot is cancelled too, and leaves.
        await withCheckedContinuation { continuation in
            let goesOn = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting[stage, default: []].append(continuation)
                    return false
                }
                state.free -= 1
                state.take(stage, strides)
                return true
            }
            if goesOn { continuation.resume() }
        }
    }

    func leave() {
        guard isShared else { return }
        let next: CheckedContinuation<Void, Never>? = state.withLock { state in
            if let next = state.next(strides) { return next }
            state.free += 1
            return nil
        }
        next?.resume()
        for room in rooms.values { room.add([()]) }
    }
}
