/// Expressions that say who goes on, in the same statement, with jobs that come next.
struct Follower {
    /// Stages whose jobs are gone on with.
    var stages: String
    /// The worker that does.
    var worker: String
    /// The id of its claim.
    var claim: String
}
