/// What Gumroad, or the way to it, said.
struct GumroadError: Error, Sendable, CustomStringConvertible {
    enum Code: Sendable, Hashable {
        /// No token is configured.
        case missingToken
        /// 401 or 403.
        case unauthorized
        case notFound
        /// Another product of the account has our permalink.
        case permalinkTaken
        /// `success: false` with a reason, or a status that says that the request was wrong.
        case rejected
        case rateLimited
        /// Certainly not carried out.
        case notSent
        /// Maybe carried out.
        case unknown
    }

    let code: Code
    /// A sentence without secrets.
    let message: String
    let underlying: (any Error)?

    init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    var description: String { message }
}
