import Pipelines
import Queueing

/// What the dispatcher has offered and may still be in the window.
struct OfferedJobs: Sendable {
    private struct Offer: Sendable {
        let attempt: Int
        let stream: WindowStream
        let entry: EntryID
        let at: ContinuousClock.Instant
        let isSuspect: Bool
        /// When its entry was first seen to be gone.
        var goneAt: ContinuousClock.Instant?
    }

    /// An entry that is forgotten nowhere else is forgotten after this.
    static let longest: Duration = .seconds(60)
    /// How much longer than its entry a suspect's offer is kept: the worker that took the hint may claim it later.
    static let suspectsKept: Duration = SuspectQueue.longest + .milliseconds(250)

    private var offers: [JobID: Offer] = [:]

    var count: Int { offers.count }
    /// Every job with the attempt at which it was offered.
    var hints: [JobHint] { offers.map { JobHint(id: $0.key, attempt: $0.value.attempt) } }

    func contains(_ job: JobID, attempt: Int) -> Bool { offers[job]?.attempt == attempt }

    mutating func insert(
        _ hint: JobHint, _ stream: WindowStream, _ entry: EntryID, at now: ContinuousClock.Instant,
        isSuspect: Bool = false
    ) {
        offers[hint.id] = Offer(attempt: hint.attempt, stream: stream, entry: entry, at: now, isSuspect: isSuspect)
    }

    /// Forgets what is no longer in its stream: entries older than the stream's first, or all of an empty one.
    ///
    /// - Parameters:
    ///   - first: read from the window *before* the rows are selected: a row that is available in that later snapshot
    ///     and whose entry is gone here has lost it, and is offered again.
    ///   - asked: when that was: what was offered since is kept.
    mutating func forget(first: [WindowStream: EntryID], asked: ContinuousClock.Instant) {
        offers = offers.compactMapValues { offer in
            guard offer.at < asked else { return offer }
            if offer.at > asked - Self.longest, let first = first[offer.stream], offer.entry >= first { return offer }
            guard offer.isSuspect else { return nil }
            var offer = offer
            let goneAt = offer.goneAt ?? asked
            offer.goneAt = goneAt
            return asked - goneAt < Self.suspectsKept ? offer : nil
        }
    }
}
