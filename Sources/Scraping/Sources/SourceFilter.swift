import Foundation
import Pipelines

/// What of a source's links is wanted: `match`, `since`, `limit`.
struct SourceFilter {
    private let pattern: [UInt8]?
    /// ISO 8601 in UTC; the first instant that is wanted.
    private var since: String?
    private let limit: Int

    /// An issue is a week (`issue.number` counts weeks), so `last_issue` is a week before the run's own time.
    init(_ source: SourceSpec, logicalTime: Date) throws(StageError) {
        pattern = source.match.map { RobotsPattern.normalized($0) + [UInt8(ascii: "$")] }
        limit = source.limit ?? SourceReader.linkLimit
        switch source.since {
        case nil: since = nil
        case "last_issue": since = WebDate.iso(seconds: Int(logicalTime.timeIntervalSince1970) - 7 * 86_400)
        case let text?:
            guard let instant = WebDate.instant(in: text) else {
                throw StageError(
                    code: "source.since",
                    message: "since: \(text) is neither last_issue nor a date such as 2026-11-01.",
                    disposition: .discard)
            }
            since = instant
        }
        if let span = source.newerThan {
            let oldest = WebDate.iso(seconds: Int(logicalTime.timeIntervalSince1970) - span)
            since = max(since ?? oldest, oldest)
        }
    }

    /// The links whose paths are wanted.
    func matching(_ links: [SourceLink]) -> [SourceLink] {
        guard let pattern else { return links }
        return links.filter { link in
            let path = link.bundlePath.map { "/" + $0 } ?? WebURL(link.url)?.path ?? ""
            return RobotsPattern.matches(pattern, RobotsPattern.normalized(path))
        }
    }

    /// Those that are new enough, as many as are wanted. A link without a date is kept: it cannot be shown to be old.
    func newest(_ links: [SourceLink]) -> [SourceLink] {
        let wanted = links.filter { link in
            guard let since, let published = link.published else { return true }
            return published >= since
        }
        return Array(wanted.prefix(limit))
    }
}
