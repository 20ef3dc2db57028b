/// Why a transfer brought no complete answer. An answer with status 404 or 500 is not an error here.
package struct TransferError: Error, Sendable, CustomStringConvertible {
    /// What a caller may act on.
    package enum Code: String, Sendable {
        /// The request cannot be made: a malformed URL, a header with a line break, an unreadable body file.
        case invalidRequest
        /// The host's name was not found.
        case resolve
        /// No connection: refused, unreachable, or reset before the request.
        case connect
        /// The certificate or the handshake was bad.
        case tls
        /// The total or the connect timeout passed, or the peer was slower than the least speed.
        case timeout
        /// The body or the headers were over the limit.
        case bodyTooLarge
        case tooManyRedirects
        /// The address policy refuses the address.
        case blockedAddress
        case cancelled
        /// Too many requests wait already.
        case overloaded
        /// The peer did not speak its protocol.
        case protocolViolation
        /// The connection ended in the middle.
        case partial
    }

    package let code: Code
    /// A sentence that names the URL (without credentials and query) and what went wrong.
    package let message: String
    /// The URL of the hop that failed, without credentials and query.
    package let url: String
    /// False only if it is certain that no byte of the request (for SMTP: of the message) left this process.
    package let requestMayHaveBeenSent: Bool
    package let underlying: (any Error)?

    package init(
        _ code: Code, _ message: String, url: String, requestMayHaveBeenSent: Bool = false,
        underlying: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.url = url
        self.requestMayHaveBeenSent = requestMayHaveBeenSent
        self.underlying = underlying
    }

    package var description: String { message }

    /// The same failure of an exchange whose earlier hops have been sent.
    func afterSending() -> TransferError {
        TransferError(code, message, url: url, requestMayHaveBeenSent: true, underlying: underlying)
    }
}
