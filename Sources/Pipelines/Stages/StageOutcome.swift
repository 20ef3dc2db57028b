/// How an attempt ended when it did not throw.
package enum StageOutcome: Sendable {
    /// The stage is done; its output (one of the `…Output` types, encoded) goes to the next stage.
    case completed(JSONValue)
    /// `expand` only: the items of one chunk (at most 1,000); called again with the checkpoint until `last`.
    case expanded(ItemChunk)
    /// A person decides; the job waits without a worker.
    case awaitingReview(JSONValue)
    /// Not now: come back after the interval. Spends no budget.
    case snoozed(Duration, reason: String)
}

/// One chunk of a run's items.
package struct ItemChunk: Sendable {
    /// Counted from 0; a chunk that is already stored is not stored again.
    package var number: Int
    /// Key and fields of each item, at most 1,000.
    package var items: [NewItem]
    /// Whether no chunk follows: the run is sealed.
    package var isLast: Bool
    /// Where the next attempt goes on.
    package var checkpoint: JSONValue?

    package init(number: Int, items: [NewItem], isLast: Bool, checkpoint: JSONValue? = nil) {
        self.number = number
        self.items = items
        self.isLast = isLast
        self.checkpoint = checkpoint
    }
}

/// An item that is to be made.
package struct NewItem: Sendable, Hashable, Codable {
    package var key: String
    package var fields: [String: String]

    package init(key: String, fields: [String: String] = [:]) {
        self.key = key
        self.fields = fields
    }
}
