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
