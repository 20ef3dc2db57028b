/// Why the items of a run cannot be made.
package struct ItemError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong.
    package enum Code: String, Sendable, Hashable { case badTable, badKey, repeatedKey }

    package var code: Code
    /// A sentence that names the file and line, or the address.
    package var message: String

    package init(code: Code, message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
