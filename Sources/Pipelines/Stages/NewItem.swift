/// An item that is to be made.
package struct NewItem: Sendable, Hashable, Codable {
    package var key: String
    package var fields: [String: String]

    package init(key: String, fields: [String: String] = [:]) {
        self.key = key
        self.fields = fields
    }
}
