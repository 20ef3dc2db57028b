/// Why a private server could not be started or stopped.
package struct LocalServerError: Error, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    package enum Code: Sendable, Equatable {
        /// The server's program is not installed.
        case notInstalled
        /// A folder or file that it needs cannot be used.
        case folder
        /// Another living process uses the folder.
        case inUse
        /// The server ended, or was not ready in time.
        case didNotStart
        /// It would not end.
        case didNotStop
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
