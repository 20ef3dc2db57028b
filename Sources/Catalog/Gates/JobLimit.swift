package import Foundation

/// A limit that a job falls under: a run's, or a gate's.
package struct JobLimit: Sendable, Hashable {
    /// The run's or the gate's id.
    package var id: UUID
    package var most: Int
    /// How many jobs run under it, or were offered and wait for a worker.
    package var used: Int
    /// The job's key, when the limit is one of that key alone.
    package var key: String?

    package init(id: UUID, most: Int, used: Int, key: String? = nil) {
        self.id = id
        self.most = most
        self.used = used
        self.key = key
    }
}
