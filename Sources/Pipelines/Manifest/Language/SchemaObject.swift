/// A mapping with known keys.
package struct SchemaObject: Sendable {
    /// What the mapping is, in a few words: `a source`.
    package var title: String
    package var fields: [SchemaField]
    /// Keys of which exactly one must be there: they say which variant this is. Empty where there are no variants.
    package var variants: [String]

    package init(_ title: String, _ fields: [SchemaField], variants: [String] = []) {
        self.title = title
        self.fields = fields
        self.variants = variants
    }
}
