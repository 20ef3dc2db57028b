package import Foundation
package import Pipelines

/// A backfill as operators see it.
package struct BackfillSummary: Sendable, Hashable, Codable {
    /// Where a backfill is.
    package enum State: String, Sendable, Hashable, Codable { case running, completed, cancelled }

    /// One of its times, and the run that it got.
    package struct Tick: Sendable, Hashable, Codable {
        package var fireAt: Date
        package var run: RunID?
        package var state: RunState?
    }

    package var id: BackfillID
    package var pipeline: String
    package var mode: RunMode
    package var from: Date
    package var to: Date
    package var newestFirst: Bool
    package var concurrency: Int
    package var reprocess: NewBackfill.Reprocess
    package var state: State
    package var actor: String
    package var createdAt: Date
    package var finishedAt: Date?
    /// Since when no further runs are made; nil while they are.
    package var pausedAt: Date?
    /// Its times, and of those the ones whose run is not made yet.
    package var times: Int
    package var waiting: Int
    /// Its runs by how they stand.
    package var runs: [RunState: Int]
}
