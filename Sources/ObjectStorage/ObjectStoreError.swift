/// An object could not be stored, read or found.
package struct ObjectStoreError: Error, Sendable, CustomStringConvertible {
    /// What a caller may act on.
    package enum Code: String, Sendable {
        case invalidKey, invalidURL
        /// There is no object of this key.
        case notFound
        /// The object is larger than the caller takes, or than the store does.
        case tooLarge
        /// The store knows these credentials not, or does not let them do this.
        case forbidden
        /// The disk or the quota is full.
        case noSpace
        /// The store cannot be reached or is not well; trying again later may help.
        case unavailable
        /// A write was begun and its outcome is not known.
        case unknownOutcome
        /// The store cannot do what was asked: it does not know conditional writes, or a key is also a folder.
        case unsupported
        /// The store answered something that was not understood.
        case unexpected
        case cancelled
    }

    package let code: Code
    /// A sentence that names the store and the key, and never a secret.
    package let message: String
    package let underlying: (any Error)?

    package init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    package var description: String { message }
}
