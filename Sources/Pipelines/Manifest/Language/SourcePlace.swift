/// Where something stands in a file.
package struct SourcePlace: Sendable, Hashable {
    /// From 1.
    package var line: Int
    /// From 1, in Unicode scalars.
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// The first character of a file.
    package static let start = SourcePlace(line: 1, column: 1)
}
