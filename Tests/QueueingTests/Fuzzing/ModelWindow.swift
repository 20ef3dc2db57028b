import Pipelines
import Queueing

/// What a window is, as plain as can be.
struct ModelWindow: Sendable {
    struct Entry: Sendable {
        let entry: WindowEntry
        var owner: WorkerID?
    }

    private(set) var streams: [WindowStream: [Entry]] = [:]
    private var windows: [Stage: Int] = [:]
    private var tokens: Set<Stage> = []

    /// How many of `hints` find room.
    mutating func room(in stream: WindowStream, for count: Int, window: Int) -> Int {
        windows[stream.stage] = window
        return min(count, max(0, window - streams[stream, default: []].count))
    }

    mutating func add(_ entry: WindowEntry) {
        streams[entry.stream, default: []].append(Entry(entry: entry))
    }

    /// What nobody has taken, first things first.
    func free(_ stage: Stage) -> [WindowEntry] {
        WindowStream.all(of: stage).flatMap { stream in
            streams[stream, default: []].filter { $0.owner == nil }.map(\.entry)
        }
    }

    mutating func give(_ entries: [WindowEntry], to consumer: WorkerID) {
        for entry in entries {
            guard let index = streams[entry.stream]?.firstIndex(where: { $0.entry == entry }) else { continue }
            streams[entry.stream]?[index].owner = consumer
        }
    }

    mutating func acknowledge(_ entries: [WindowEntry], of stage: Stage) {
        guard !entries.isEmpty else { return }
        for entry in entries { streams[entry.stream]?.removeAll { $0.entry.id == entry.id } }
        let left = WindowStream.all(of: stage).reduce(0) { $0 + streams[$1, default: []].count }
        if 2 * left <= windows[stage, default: 0] { tokens.insert(stage) }
    }

    /// Removes what is pending. - Returns: how many there were.
    mutating func sweep(_ stage: Stage) -> Int {
        var removed = 0
        for stream in WindowStream.all(of: stage) {
            removed += streams[stream, default: []].count { $0.owner != nil }
            streams[stream]?.removeAll { $0.owner != nil }
        }
        return removed
    }

    /// The first of `stages` with a token, which is taken.
    mutating func takeToken(_ stages: [Stage]) -> Stage? {
        let stage = stages.first(where: tokens.contains)
        if let stage { tokens.remove(stage) }
        return stage
    }

    func entries(_ stream: WindowStream) -> [WindowEntry] { streams[stream, default: []].map(\.entry) }
}
