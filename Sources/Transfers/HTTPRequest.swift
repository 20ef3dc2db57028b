/// One request, complete with its limits.
package struct HTTPRequest: Sendable {
    /// What is sent after the headers.
    package enum Body: Sendable {
        case none
        case bytes([UInt8])
        /// A file that is read while it is sent; its size when it is opened is the length.
        case file(path: String)
    }

    /// What to do about 301, 302, 303, 307 and 308.
    package enum Redirects: Sendable, Equatable {
        /// A 3xx answer is an answer.
        case none
        /// Follows up to so many, each checked like a first request. 301, 302 and 303 turn a POST into a GET; a change
        /// of origin drops every header that could be a credential.
        case follow(limit: Int)
    }

    package var method: HTTPMethod
    /// Absolute, http or https.
    package var url: String
    package var headers: HTTPHeaders
    package var body: Body
    package var redirects: Redirects
    package var limits: HTTPLimits
    /// Where it may connect to; nil for the client's own policy.
    package var addressPolicy: AddressPolicy?
    /// Offers gzip, brotli and zstd, and decodes them.
    package var acceptsCompression: Bool
    /// Whether it may be sent a second time by itself when a kept connection turns out to be dead. If not, it is given
    /// a new connection, and is sent at most once.
    package var isReplayable: Bool

    package init(
        _ method: HTTPMethod = .get, _ url: String, headers: HTTPHeaders = [:], body: Body = .none,
        redirects: Redirects = .none, limits: HTTPLimits = HTTPLimits(), addressPolicy: AddressPolicy? = nil,
        acceptsCompression: Bool = true, isReplayable: Bool? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.redirects = redirects
        self.limits = limits
        self.addressPolicy = addressPolicy
        self.acceptsCompression = acceptsCompression
        self.isReplayable = isReplayable ?? method.isIdempotent
    }
}
