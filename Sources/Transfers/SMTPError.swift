/// A message was not accepted, or it is not known whether it was.
package struct SMTPError: Error, Sendable, CustomStringConvertible {
    /// What is known of the message.
    package enum Code: String, Sendable {
        /// Malformed settings, addresses or message; nothing was sent.
        case invalid
        /// The server said no for good (5xx) to the sender, the recipient or the content.
        case refusedPermanently
        /// The server said "not now" (4xx) to the sender, the recipient or the content.
        case refusedTemporarily
        /// The message certainly did not reach the server: no connection, no TLS, no login, or lost before the whole
        /// message was handed over.
        case notSent
        /// The connection was lost or the time was over after the whole message was handed over: the server may
        /// have taken it.
        case unknown
    }

    /// What was being asked when it failed.
    package enum Stage: String, Sendable {
        /// Connection, greeting, TLS and login.
        case session
        case sender, recipient, data
        /// After the message's last byte.
        case content
    }

    package let code: Code
    package let stage: Stage
    /// The reply that refused.
    package let reply: SMTPReply?
    package let message: String
    package let underlying: (any Error)?

    package init(
        _ code: Code, _ stage: Stage, _ message: String, reply: SMTPReply? = nil, underlying: (any Error)? = nil
    ) {
        self.code = code
        self.stage = stage
        self.reply = reply
        self.message = message
        self.underlying = underlying
    }

    package var description: String { message }

    static func invalid(_ message: String) -> SMTPError { SMTPError(.invalid, .session, message) }
}
