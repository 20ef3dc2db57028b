import EventLoops
package import Pipelines

/// A pacekeeper that answers what the test says and remembers what it was asked.
package final class ScriptedPacekeeper: Pacekeeper {
    private let state: Locked<(turns: [PaceTurn], keys: [String])>

    /// After the scripted turns every turn is at once.
    package init(_ turns: [PaceTurn] = []) { state = Locked((turns, [])) }

    /// What was asked for, in order.
    package var keys: [String] { state.withLock { $0.keys } }

    package func turn(_ key: String, at pace: Pace, within longest: Duration) -> PaceTurn {
        state.withLock { state in
            state.keys.append(key)
            return state.turns.isEmpty ? .after(.zero) : state.turns.removeFirst()
        }
    }
}
