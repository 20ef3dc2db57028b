/// A request method (RFC 9110 §9).
package enum HTTPMethod: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"

    /// Whether asking twice is the same as asking once (RFC 9110 §9.2.2).
    package var isIdempotent: Bool { self != .post && self != .patch }
}
