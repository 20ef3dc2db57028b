import EventLoops
import Pipelines

/// Which lanes may have something to dispatch: many say so, the dispatcher hears each lane once.
final class WorkSignal: Sendable {
    private let stages = Locked<Set<Stage>>([])
    private let changes = Mailbox<Void>()

    func raise(_ new: Set<Stage>) {
        guard !new.isEmpty else { return }
        let wasQuiet = stages.withLock { stages in
            let wasQuiet = stages.isEmpty
            stages.formUnion(new)
            return wasQuiet
        }
        if wasQuiet { changes.add([()]) }
    }

    /// The lanes named since the last call; none when `timeout` passes first.
    func next(within timeout: Duration, _ clock: any Clock<Duration>) async throws -> Set<Stage> {
        if timeout > .zero {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { [changes] in _ = await changes.next(atMost: 1) }
                group.addTask { try await clock.sleep(for: timeout) }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
        try Task.checkCancellation()
        return stages.withLock { stages in
            defer { stages = [] }
            return stages
        }
    }
}
