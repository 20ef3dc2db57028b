/// Why files are no bundle.
package struct BundleError: Error, Sendable, CustomStringConvertible {
    /// What is wrong with them.
    package enum Code: String, Sendable, Hashable {
        case notFound, unreadable, unsafePath, symbolicLink, notAFile, tooLarge, tooMany, tooDeep
    }

    package var code: Code
    /// A sentence that names the file.
    package var message: String
    package var underlying: (any Error)?

    package init(code: Code, message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    package var description: String { message }
}
