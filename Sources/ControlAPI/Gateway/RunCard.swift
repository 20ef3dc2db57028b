package import Foundation
import Pipelines

/// A run as the API shows it.
package struct RunCard: Sendable, Hashable {
    package let id: UUID
    package let pipeline: String
    package let key: String?
    /// `running`, `completed`, `partly_failed`, `failed`, …
    package let state: String
    /// Items by state.
    package let items: [String: Int]
    package let createdAt: Date
    package let finishedAt: Date?

    package init(
        id: UUID, pipeline: String, key: String?, state: String, items: [String: Int], createdAt: Date,
        finishedAt: Date?
    ) {
        self.id = id
        self.pipeline = pipeline
        self.key = key
        self.state = state
        self.items = items
        self.createdAt = createdAt
        self.finishedAt = finishedAt
    }

    var json: JSONValue {
        .object([
            "id": .string(id.uuidString.lowercased()), "pipeline": .string(pipeline),
            "key": key.map { .string($0) } ?? .null, "state": .string(state),
            "items": .object(items.mapValues { .integer(Int64($0)) }),
            "created_at": .string(createdAt.ISO8601Format()),
            "finished_at": finishedAt.map { .string($0.ISO8601Format()) } ?? .null,
        ])
    }
}
