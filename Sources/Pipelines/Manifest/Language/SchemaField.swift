/// One key of a mapping.
package struct SchemaField: Sendable {
    package var key: String
    package var type: SchemaType
    package var isRequired: Bool
    /// Whether something runs it; what is known but not built is refused by name.
    package var isBuilt: Bool
    /// One line for the JSON Schema.
    package var summary: String

    package init(
        _ key: String, _ type: SchemaType, isRequired: Bool = false, isBuilt: Bool = true, _ summary: String
    ) {
        self.key = key
        self.type = type
        self.isRequired = isRequired
        self.isBuilt = isBuilt
        self.summary = summary
    }
}
