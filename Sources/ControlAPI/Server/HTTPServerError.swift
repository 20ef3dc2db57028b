/// Why a server does not run.
package struct HTTPServerError: Error, Sendable, CustomStringConvertible {
    package enum Code: Sendable, Hashable {
        /// Another process listens there.
        case addressInUse
        /// The address is not ours, or not allowed to us.
        case cannotListen
        /// It ended before, or while, somebody waited for its port.
        case stopped
    }

    package let code: Code
    /// A sentence that names the server and the address.
    package let message: String
    package let underlying: (any Error)?

    init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    package var description: String { message }
}
