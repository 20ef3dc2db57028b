/// Expressions that say who goes on, in the same statement, with jobs that come next.
struct Follower {
    /// Whether what comes next after a job is gone on with.
    var isWanted: String
    /// The worker that does.
    var worker: String
    /// The id of its claim.
    var claim: String
}
