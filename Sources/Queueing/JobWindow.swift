package import Pipelines

/// The bounded dispatch window between the backlog and the workers. It is no job store: it can be emptied at any moment
/// without losing or doubling anything.
///
/// Each stream keeps entries in the order in which they were offered. A taken entry stays in its stream, pending, until
/// it is acknowledged. One conformance suite, `exerciseJobWindow`, defines what every implementation does.
package protocol JobWindow: Sendable {
    /// Adds entries for the first of `hints` until the stream holds `window` entries, pending ones included.
    /// - Returns: the ids of the entries added, in the order of `hints`.
    func offer(_ hints: [JobHint], to stream: WindowStream, window: Int) async throws -> [EntryID]

    /// Takes entries that were delivered to nobody yet, by priority, without waiting.
    func take(_ stage: Stage, as consumer: WorkerID, atMost limit: Int) async throws -> [WindowEntry]

    /// Waits for entries as ``take(_:as:atMost:)`` gives them: up to `limit` of each stream. Returns none when `timeout`
    /// passes, and may return none earlier.
    func wait(_ stage: Stage, as consumer: WorkerID, atMost limit: Int, timeout: Duration) async throws
        -> [WindowEntry]

    /// Removes entries of one stage. When a lane is at most half full then, a dispatcher that waits is woken.
    func acknowledge(_ entries: [WindowEntry], of stage: Stage) async throws

    /// Removes entries that have been pending for `age`, and consumers that are not `live` and have nothing pending.
    /// - Returns: how many entries were removed.
    func sweep(_ stage: Stage, pendingFor age: Duration, live: Set<WorkerID>) async throws -> Int

    /// The oldest entry of each stream that has any, pending ones included.
    func first(of streams: [WindowStream]) async throws -> [WindowStream: EntryID]

    /// The entries of a stream, pending ones included.
    func length(_ stream: WindowStream) async throws -> Int

    /// The oldest entries of a stream, pending ones included: what a new dispatcher begins with.
    func entries(_ stream: WindowStream, atMost limit: Int) async throws -> [WindowEntry]

    /// Waits until a lane of `stages` has become half empty; returns it, or nil when `timeout` passes first.
    func waitForRoom(in stages: [Stage], timeout: Duration) async throws -> Stage?
}
