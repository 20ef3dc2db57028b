/// Why waiting on an `EventLoop` ended without readiness.
package struct EventLoopError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of failure.
    package enum Code: Sendable, Equatable {
        /// The deadline of the wait passed.
        case timedOut
        /// The descriptor's owner is closing it (`EventLoop.forget`).
        case forgotten
        /// `EventLoop.stop` was called.
        case stopped
        /// The kernel refused the descriptor; the number is `errno`.
        case system(CInt)
    }

    package let code: Code
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
