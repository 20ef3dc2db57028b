package import Catalog
package import Foundation
package import Pipelines

/// A backfill that a person asks for.
package struct BackfillOrder: Sendable {
    /// When the pipeline is run, in place of its `make`: an expression, and whose clock.
    package var cron: String?
    package var zone: String?
    /// The first moment, and the first one that is not part of it any more, by the schedule's clock.
    package var from: @Sendable (TimeZone) -> Date
    package var to: @Sendable (TimeZone) -> Date
    package var mode: RunMode
    package var parameters: [String: String]
    package var concurrency: Int
    package var newestFirst: Bool
    package var reprocess: NewBackfill.Reprocess
    package var actor: String

    package init(
        cron: String? = nil, zone: String? = nil, from: @escaping @Sendable (TimeZone) -> Date,
        to: @escaping @Sendable (TimeZone) -> Date, mode: RunMode = .rehearse, parameters: [String: String] = [:],
        concurrency: Int = 1, newestFirst: Bool = false, reprocess: NewBackfill.Reprocess = .missing,
        actor: String = "operator"
    ) {
        self.cron = cron
        self.zone = zone
        self.from = from
        self.to = to
        self.mode = mode
        self.parameters = parameters
        self.concurrency = concurrency
        self.newestFirst = newestFirst
        self.reprocess = reprocess
        self.actor = actor
    }
}
