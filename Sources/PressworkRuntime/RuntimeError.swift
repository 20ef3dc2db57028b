/// Why a process cannot start or a command cannot be carried out.
package struct RuntimeError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// A setting is missing or cannot be read.
        case settings
        /// A live run lacks a secret.
        case secretMissing
        /// A server could not be reached or started.
        case unavailable
        /// What was named does not exist.
        case notFound
        /// The request cannot be carried out as it is.
        case refused
    }

    package let code: Code
    /// A sentence that a person can act on.
    package let message: String
    package let underlying: (any Error)?

    package init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    package var description: String { message }
}
