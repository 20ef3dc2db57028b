/// Why a page could not be had.
package struct FetchError: Error, Sendable, CustomStringConvertible {
    /// What went wrong; `isTransient` follows from it.
    package enum Code: String, Hashable, Sendable {
        case invalidURL, unreachable, timeout, tls, blockedAddress, tooLarge, tooManyRedirects, disallowedByRobots
        /// 404, 410 and other answers that will stay so.
        case gone
        /// 429 and 503: the site asks for patience.
        case busy
        /// 5xx.
        case serverFailed
        case cancelled
        /// The answer was no HTTP, or broke off.
        case broken
    }

    package var code: Code
    /// A sentence that names the address and what can be done.
    package var message: String
    /// How long the site asked to be left alone.
    package var retryAfter: Duration?
    /// What the site answered, where that is the reason.
    package var status: Int?
    package var underlying: (any Error)?

    package init(
        code: Code, message: String, retryAfter: Duration? = nil, status: Int? = nil, underlying: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.retryAfter = retryAfter
        self.status = status
        self.underlying = underlying
    }

    /// Whether asking again later can help.
    package var isTransient: Bool {
        switch code {
        case .unreachable, .timeout, .busy, .serverFailed, .broken, .cancelled: true
        case .invalidURL, .tls, .blockedAddress, .tooLarge, .tooManyRedirects, .disallowedByRobots, .gone: false
        }
    }

    package var description: String { message }
}
