/// Why a product could not be set.
package struct AssemblyError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure this is.
    package enum Code: String, Sendable, Hashable {
        /// The manuscript has no section.
        case empty
        /// A text or the number of sections is over a limit.
        case tooLarge
        /// The cover is neither a JPEG nor a PNG.
        case coverFormat
        /// The linter found mistakes in a finished book.
        case invalidBook
        /// The archive could not be written.
        case archive
    }

    package var code: Code
    /// A sentence that a person can act on; names the section or the file.
    package var message: String
    package var underlying: (any Error)?

    package init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    package var description: String { message }
}
