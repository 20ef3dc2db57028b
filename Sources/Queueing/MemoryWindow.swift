package import Pipelines

/// The window in memory, for tests and for reading what a window is.
package actor MemoryWindow: JobWindow {
    private struct Entry {
        let entry: WindowEntry
        var owner: WorkerID?
        var takenAt: ContinuousClock.Instant?
    }

    private var streams: [WindowStream: [Entry]] = [:]
    private var windows: [Stage: Int] = [:]
    private var roomy: Set<Stage> = []
    private var lastSequence: UInt64 = 0
    private let waiters = WindowWaiters()

    package init() {}

    /// Forgets everything, as a Redis that was flushed.
    package func wipe() {
        streams = [:]
        windows = [:]
        roomy = []
    }

    package func offer(_ hints: [JobHint], to stream: WindowStream, window: Int) -> [EntryID] {
        windows[stream.stage] = window
        let room = max(0, window - streams[stream, default: []].count)
        let added = hints.prefix(room).map { hint in
            lastSequence += 1
            let id = EntryID(milliseconds: 1, sequence: lastSequence)
            streams[stream, default: []].append(Entry(entry: WindowEntry(stream: stream, id: id, hint: hint)))
            return id
        }
        if !added.isEmpty { waiters.wake() }
        return added
    }

    package func take(_ stage: Stage, as consumer: WorkerID, atMost limit: Int) -> [WindowEntry] {
        var taken: [WindowEntry] = []
        for stream in WindowStream.all(of: stage) {
            for index in streams[stream, default: []].indices where taken.count < limit {
                guard streams[stream]?[index].owner == nil else { continue }
                streams[stream]?[index].owner = consumer
                streams[stream]?[index].takenAt = .now
                taken += streams[stream].map { [$0[index].entry] } ?? []
            }
        }
        return taken
    }

    package func wait(
        _ stage: Stage, as consumer: WorkerID, atMost limit: Int, timeout: Duration
    ) async throws -> [WindowEntry] {
        let deadline = ContinuousClock.now + timeout
        while true {
            let taken = take(stage, as: consumer, atMost: limit)
            if !taken.isEmpty || .now >= deadline { return taken }
            try await waiters.wait(until: deadline)
        }
    }

    package func acknowledge(_ entries: [WindowEntry], of stage: Stage) {
        guard !entries.isEmpty else { return }
        let ids = Set(entries.map(\.id))
        for stream in WindowStream.all(of: stage) { streams[stream]?.removeAll { ids.contains($0.entry.id) } }
        let waiting = WindowStream.all(of: stage).reduce(0) { $0 + streams[$1, default: []].count }
        if 2 * waiting <= windows[stage, default: 0] {
            roomy.insert(stage)
            waiters.wake()
        }
    }

    package func sweep(_ stage: Stage, pendingFor age: Duration, live: Set<WorkerID>) -> Int {
        let limit = ContinuousClock.now - age
        var removed = 0
        for stream in WindowStream.all(of: stage) {
            let count = streams[stream, default: []].count
            streams[stream]?.removeAll { entry in entry.takenAt.map { $0 <= limit } ?? false }
            removed += count - streams[stream, default: []].count
        }
        return removed
    }

    package func first(of wanted: [WindowStream]) -> [WindowStream: EntryID] {
        let found = wanted.compactMap { stream in streams[stream]?.first.map { (stream, $0.entry.id) } }
        return Dictionary(found) { first, _ in first }
    }

    package func length(_ stream: WindowStream) -> Int { streams[stream, default: []].count }

    package func entries(_ stream: WindowStream, atMost limit: Int) -> [WindowEntry] {
        streams[stream, default: []].prefix(limit).map(\.entry)
    }

    package func waitForRoom(in stages: [Stage], timeout: Duration) async throws -> Stage? {
        let deadline = ContinuousClock.now + timeout
        while true {
            if let stage = stages.first(where: { roomy.remove($0) != nil }) { return stage }
            if .now >= deadline { return nil }
            try await waiters.wait(until: deadline)
        }
    }
}
