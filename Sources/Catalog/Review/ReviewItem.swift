package import Foundation
package import Pipelines

/// A job that waits for a person, with what there is to look at.
package struct ReviewItem: Sendable, Hashable, Codable {
    package var job: JobID
    package var run: RunID
    package var pipeline: String
    package var itemKey: String
    /// The versions that the manifest wants reviewed, by product name.
    package var products: [ProductVersionReference]
    /// Who is asked, as the manifest says.
    package var reviewers: [String]
    /// When it began to wait.
    package var since: Date
    /// Until when a decision is asked for, as the manifest says. Later it still waits: silence is no answer.
    package var by: Date?
}
