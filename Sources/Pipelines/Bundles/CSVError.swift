/// Where and why a text is no CSV table.
package struct CSVError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with it.
    package enum Code: String, Sendable, Hashable {
        case encoding, noHeader, badHeader, strayQuote, openQuote, fieldCount, limit
    }

    package var code: Code
    /// From 1; of the row's first line where it spans several.
    package var line: Int
    package var message: String

    package init(code: Code, line: Int, message: String) {
        self.code = code
        self.line = line
        self.message = message
    }

    package var description: String { "line \(line): \(message)" }
}
