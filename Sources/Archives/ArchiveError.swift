/// Why an archive could not be written or read.
package struct ArchiveError: Error, Sendable, CustomStringConvertible {
    /// What kind of failure this is; the message says which entry and what to do.
    package enum Code: Sendable, Equatable {
        /// An entry's path is absolute, leaves the archive, repeats another or holds forbidden characters.
        case invalidPath
        /// A limit on entries or bytes would be passed; what a decompression bomb ends in.
        case limitExceeded
        /// The bytes are not a well-formed archive or are cut short.
        case malformed
        /// The archive has no entry of that path.
        case noSuchEntry
        /// The library or the file system refused the write.
        case writeFailed
    }

    package let code: Code
    /// A sentence a person can act on.
    package let message: String
    /// What libzip or the system said, if the failure came from there.
    package let underlying: String?

    package init(_ code: Code, _ message: String, underlying: String? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    package var description: String {
        underlying.map { "\(message) (\($0))" } ?? message
    }
}
