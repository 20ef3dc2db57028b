package import Catalog
package import Foundation
package import Pipelines

/// What a backfill would make: each fire time of its range, and whether it gets a run.
package struct BackfillPlan: Sendable, Encodable {
    /// A fire time.
    package struct Time: Sendable, Hashable, Encodable {
        package var at: Date
        package var isMade: Bool
        /// How its newest run ended or stands; nil where it has none.
        package var newest: RunState?
        /// Whether an open backfill is going to make its run.
        package var isOrdered: Bool
    }

    package var pipeline: String
    package var from: Date
    package var to: Date
    package var mode: RunMode
    /// In the order in which they are made.
    package var times: [Time]

    /// The times that get a run.
    package var made: [Date] { times.filter(\.isMade).map(\.at) }

    init(
        pipeline: String, range: Range<Date>, mode: RunMode, moments: [Date], standing: [Date: RunState?],
        _ reprocess: NewBackfill.Reprocess
    ) {
        self.pipeline = pipeline
        self.mode = mode
        from = range.lowerBound
        to = range.upperBound
        times = moments.map { moment in
            let known = standing[moment]
            let state = known ?? nil
            let isOrdered = known != nil && state == nil
            let isMade =
                switch reprocess {
                case .all: true
                case .missing: known == nil
                case .failed: known == nil || state == .failed || state == .partlyFailed
                }
            return Time(at: moment, isMade: isMade, newest: state, isOrdered: isOrdered)
        }
    }
}
