import Pipelines

/// What `review approve --json` and `review reject --json` print, in a list.
struct ReviewDecision: Encodable, Sendable {
    var review: JobID
    var isApproved: Bool
    var note: String
}
