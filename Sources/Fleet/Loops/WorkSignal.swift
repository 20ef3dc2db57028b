import EventLoops
import Pipelines

/// Which lanes may have something to dispatch: many say so, the dispatcher hears each lane once.
final class WorkSignal: Sendable {
    /// What was heard of lanes.
    struct News: Sendable, Equatable {
        /// Lanes that have new work.
        var work: Set<Stage> = []
        /// Lanes that have room for more of their old work.
        var room: Set<Stage> = []

        var isEmpty: Bool { work.isEmpty && room.isEmpty }
    }

    private let news = Locked(News())
    private let changes = Mailbox<Void>()

    func raise(work new: Set<Stage>) {
        raise { $0.work.formUnion(new) }
    }

    func raise(room new: Stage) {
        raise { $0.room.insert(new) }
    }

    private func raise(_ add: (inout News) -> Void) {
        let isFirst = news.withLock { news in
            let wasQuiet = news.isEmpty
            add(&news)
            return wasQuiet && !news.isEmpty
        }
        if isFirst { changes.add([()]) }
    }

    /// What was said since the last call; nothing when `timeout` passes first.
    func next(within timeout: Duration, _ clock: any Clock<Duration>) async throws -> News {
        if timeout > .zero, news.withLock({ $0.isEmpty }) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { [changes] in _ = await changes.next(atMost: 1) }
                group.addTask { try await clock.sleep(for: timeout) }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
        try Task.checkCancellation()
        return news.withLock { news in
            defer { news = News() }
            return news
        }
    }
}
