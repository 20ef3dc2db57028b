/// One product in the making inside a run.
package struct Item: Sendable, Hashable, Codable {
    package var id: ItemID
    /// Unique within the pipeline's run; part of each product's identity.
    package var key: String
    /// Position in the run, from 0.
    package var index: Int
    /// The row of a CSV, or the link of a document (`url`, `title`); manifest variables `item.…`.
    package var fields: [String: String]

    package init(id: ItemID, key: String, index: Int, fields: [String: String] = [:]) {
        self.id = id
        self.key = key
        self.index = index
        self.fields = fields
    }
}
