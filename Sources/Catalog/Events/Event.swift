package import Foundation
package import Pipelines

/// Something that a person did, or that a run, an item, a delivery or a dead letter went through. Never changed.
package struct Event: Sendable, Hashable, Codable {
    package var id: Identifier<Event>
    package var at: Date
    /// Short and stable: `pipeline.applied`, `delivery.confirmed`, `review.approved`.
    package var kind: String
    /// Who did it: a person's name or address, `fleet`, `gateway`.
    package var actor: String
    package var run: RunID?
    package var item: ItemID?
    package var job: JobID?
    package var data: JSONValue
}

extension Event {
    /// An event to be appended; the database gives it its id and its time.
    package struct New: Sendable, Hashable {
        package var kind: String
        package var actor: String
        package var run: RunID?
        package var item: ItemID?
        package var job: JobID?
        package var data: JSONValue

        package init(
            kind: String, actor: String, run: RunID? = nil, item: ItemID? = nil, job: JobID? = nil,
            data: JSONValue = .object([:])
        ) {
            self.kind = kind
            self.actor = actor
            self.run = run
            self.item = item
            self.job = job
            self.data = data
        }
    }
}
