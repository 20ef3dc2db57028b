/// Something in a bundle that keeps it from being a pipeline: where it stands, and what to do about it.
package struct ManifestProblem: Error, Sendable, Hashable, Codable, CustomStringConvertible, Comparable {
    /// What sort of problem it is: stable names, used by `--json`.
    package enum Kind: String, Sendable, Hashable, Codable {
        /// The bytes are no YAML, CSV or JSON.
        case syntax
        case duplicateKey, unknownKey, missingKey, wrongType, invalidValue
        /// A name that nothing defines: a product, agent, channel or entry.
        case unknownReference
        case missingFile
        case cycle
        /// A template that uses what is not there.
        case template
        /// Part of the language, but nothing runs it yet.
        case notBuilt
        case limit
    }

    package var kind: Kind
    /// Path in the bundle.
    package var file: String
    /// From 1.
    package var line: Int
    /// From 1, counted in Unicode scalars.
    package var column: Int
    /// Dotted path of the field, `products.letter.type`; empty for the whole file.
    package var field: String
    package var message: String
    /// What was probably meant.
    package var suggestion: String?

    package init(
        kind: Kind, file: String, line: Int, column: Int, field: String = "", message: String,
        suggestion: String? = nil
    ) {
        self.kind = kind
        self.file = file
        self.line = line
        self.column = column
        self.field = field
        self.message = message
        self.suggestion = suggestion
    }

    /// `pipeline.yaml:3:5: products.letter.type: … Did you mean `ebook`?`
    package var description: String {
        let place = "\(file):\(line):\(column): "
        let subject = field.isEmpty ? "" : "\(field): "
        return place + subject + message + (suggestion.map { " Did you mean `\($0)`?" } ?? "")
    }

    /// By file, then by place.
    package static func < (left: Self, right: Self) -> Bool {
        (left.file, left.line, left.column, left.message) < (right.file, right.line, right.column, right.message)
    }
}
