/// One word of a fixed set.
package struct SchemaChoice: Sendable {
    package var word: String
    /// Whether something runs it.
    package var isBuilt: Bool

    package init(_ word: String, isBuilt: Bool = true) {
        self.word = word
        self.isBuilt = isBuilt
    }
}

extension SchemaType {
    /// A choice of the words of `values`, then of words that are known but not built yet.
    static func choice<Value: RawRepresentable & CaseIterable>(
        of values: Value.Type, later: [String] = []
    ) -> SchemaType where Value.RawValue == String {
        .choice(values.allCases.map { SchemaChoice($0.rawValue) } + later.map { SchemaChoice($0, isBuilt: false) })
    }
}
