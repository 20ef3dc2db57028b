import EventLoops

/// Those who wait for something to change in a ``MemoryWindow``; each looks for itself whether it did.
struct WindowWaiters: Sendable {
    private let streams = Locked<[Int: AsyncStream<Void>.Continuation]>([:])

    func wake() {
        for stream in streams.withLock({ Array($0.values) }) { stream.yield() }
    }

    /// Suspends until `wake` or the deadline.
    func wait(until deadline: ContinuousClock.Instant) async throws {
        let (changes, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id = streams.withLock { streams in
            let id = (streams.keys.max() ?? 0) + 1
            streams[id] = continuation
            return id
        }
        defer { streams.withLock { $0[id] = nil } }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in changes { return } }
            group.addTask { try await Task.sleep(until: deadline, clock: .continuous) }
            defer { group.cancelAll() }
            try await group.next()
        }
        try Task.checkCancellation()
    }
}
