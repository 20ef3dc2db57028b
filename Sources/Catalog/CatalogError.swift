/// Why something asked of the record of truth was not done.
package struct CatalogError: Error, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    package enum Code: Sendable, Hashable {
        /// The database's schema is older than this program.
        case notMigrated
        /// The database's schema is newer than this program, or a released step was changed.
        case schemaMismatch
        /// Nothing has that id or name.
        case notFound
        /// The thing is there, in a state in which this cannot be done.
        case conflict
        /// What was given cannot be stored.
        case invalid
        /// Stored bytes are missing or are not what their address says.
        case corrupt
    }

    package let code: Code
    package let message: String
    package let underlying: (any Error)?

    package init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    package var description: String { message }
}
