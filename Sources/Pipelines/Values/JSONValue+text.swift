import Foundation

extension JSONValue {
    /// The document for people: keys sorted, two spaces of indentation.
    package func prettyText() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
