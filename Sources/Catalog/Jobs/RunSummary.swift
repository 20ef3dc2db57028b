package import Foundation
package import Pipelines

/// One line of `runs list`.
package struct RunSummary: Sendable, Hashable, Codable {
    package var id: RunID
    package var pipeline: String
    package var state: RunState
    package var isPaused: Bool
    package var mode: RunMode
    package var origin: RunOrigin
    package var logicalTime: Date
    package var createdAt: Date
    package var finishedAt: Date?
    /// Items by how they stand; `remaining` of them are under way.
    package var items: Int
    package var remaining: Int
    package var completed: Int
    package var dead: Int
    package var cancelled: Int
}

/// `runs show`: the run, its stages, and what went wrong.
package struct RunDetail: Sendable, Hashable, Codable {
    package var summary: RunSummary
    /// In the order in which items go through them; `expand` first when the run has it.
    package var stages: [StageCount]
    /// Jobs whose last attempt failed, newest first, at most 50.
    package var failures: [JobSummary]

    /// How many jobs of a stage are in each state, and how long the finished ones took.
    package struct StageCount: Sendable, Hashable, Codable {
        package var stage: Stage
        package var states: [JobState: Int]
        /// Of the completed jobs, those whose output the memo held: no handler ran.
        package var reused: Int
        /// Seconds of work, summed over the finished jobs.
        package var seconds: Double
    }
}

/// A job as operators see it.
package struct JobSummary: Sendable, Hashable, Codable {
    package var id: JobID
    package var run: RunID
    package var pipeline: String
    package var stage: Stage
    /// Empty for a whole job, the part's key for a part, `/join` for what joins the parts.
    package var part: String
    package var state: JobState
    package var itemKey: String?
    package var attempt: Int
    package var errors: Int
    package var crashes: Int
    /// Whether the memo held its output: it is completed, and no handler ran.
    package var isReused: Bool
    package var failure: JobFailure?
    package var createdAt: Date
    package var claimedAt: Date?
    package var finishedAt: Date?
    /// What an attempt that awaits review offers to look at.
    package var output: JSONValue?
}
