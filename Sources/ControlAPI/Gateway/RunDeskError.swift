import HTTPTypes

/// Why a run desk does not do what it was asked.
package struct RunDeskError: Error, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable, Hashable {
        /// The API key is unknown or withdrawn.
        case unauthorized
        /// The API key may not do this.
        case forbidden
        case unknownPipeline = "unknown_pipeline"
        case invalidParameters = "invalid_parameters"
        /// Another order came with this idempotency key.
        case keyReused = "idempotency_key_reused"
        /// An order with this idempotency key is being carried out.
        case inProgress = "in_progress"
        /// The record cannot be reached; the order may be sent again.
        case unavailable
    }

    package let code: Code
    /// A sentence for whoever asked: no secrets, nothing of other tenants.
    package let message: String
    package let underlying: (any Error)?

    package init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }

    package var description: String { message }

    var problem: Problem {
        switch code {
        case .unauthorized: .unauthorized
        case .forbidden: Problem(.forbidden, code.rawValue, message)
        case .unknownPipeline: Problem(.notFound, code.rawValue, message)
        case .invalidParameters, .keyReused: Problem(.unprocessableContent, code.rawValue, message)
        case .inProgress: Problem(.conflict, code.rawValue, message, headers: [.retryAfter: "1"])
        case .unavailable: Problem(.serviceUnavailable, code.rawValue, message, headers: [.retryAfter: "5"])
        }
    }
}

extension Problem {
    /// One answer for a missing, a malformed and an unknown key: nobody learns which.
    static var unauthorized: Problem {
        Problem(
            .unauthorized, "unauthorized", "Send a valid API key as Authorization: Bearer pw_….",
            headers: [.wwwAuthenticate: "Bearer realm=\"presswork\""])
    }
}
