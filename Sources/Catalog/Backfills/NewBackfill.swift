package import Foundation
package import Pipelines

/// A backfill that is to be made.
package struct NewBackfill: Sendable {
    /// Which of the range's times get a run.
    package enum Reprocess: String, Sendable, Hashable, Codable, CaseIterable {
        /// Those that have none.
        case missing
        /// And those whose newest run failed, wholly or in part.
        case failed
        /// Every one.
        case all
    }

    /// The version that its runs are made with.
    package var pipeline: PipelineID
    package var mode: RunMode
    package var parameters: [String: String]
    /// The first moment, and the first one that is not part of it any more.
    package var range: Range<Date>
    /// The times that get a run, in any order.
    package var moments: [Date]
    package var newestFirst: Bool
    /// How many of its runs are open at a time.
    package var concurrency: Int
    package var reprocess: Reprocess
    package var actor: String

    package init(
        pipeline: PipelineID, mode: RunMode, parameters: [String: String] = [:], range: Range<Date>, moments: [Date],
        newestFirst: Bool = false, concurrency: Int = 1, reprocess: Reprocess = .missing, actor: String
    ) {
        self.pipeline = pipeline
        self.mode = mode
        self.parameters = parameters
        self.range = range
        self.moments = moments
        self.newestFirst = newestFirst
        self.concurrency = concurrency
        self.reprocess = reprocess
        self.actor = actor
    }
}
