import Pipelines
import Transfers

/// What an answer with another status than 200 means for the job. Three kinds of 429 exist, and money is one of them.
enum ChatFailure {
    /// Codes of providers that say that no waiting helps, only paying.
    private static let moneyCodes: Set<String> = [
        "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded",
        "project_spend_limit_exceeded", "organization_usage_limit_exceeded", "billing_hard_limit_reached",
    ]

    static func error(status: Int, headers: HTTPHeaders, body: [UInt8], at endpoint: String) -> StageError {
        let detail = (try? JSONValue(parsing: body).decode(as: ChatWire.Failure.self))?.error
        var codes: Set<String> = []
        if case .string(let code)? = detail?.code { codes.insert(code) }
        if let type = detail?.type { codes.insert(type) }
        let said = detail?.message.map { ": \($0.prefix(300))" } ?? ""
        func failure(_ code: String, _ what: String, _ disposition: StageError.Disposition) -> StageError {
            StageError(
                code: code, message: "The provider at \(endpoint) \(what) (\(status))\(said)", disposition: disposition)
        }
        if status == 402 || !codes.isDisjoint(with: moneyCodes) {
            return failure("provider.money", "wants to be paid first", .discard)
        }
        switch status {
        case 401, 403:
            return failure("provider.unauthorized", "does not accept the key", .discard)
        case 404:
            return failure("provider.not_found", "does not know the model or the path", .discard)
        case 408, 409, 425, 500...599:
            return failure("provider.failed", "failed", .retry(after: retryAfter(headers)))
        case 429:
            return failure("provider.rate_limited", "asks to slow down", .snooze(retryAfter(headers) ?? .seconds(20)))
        default:
            return failure("provider.rejected", "did not accept the request", .discard)
        }
    }

    /// Seconds of `Retry-After`, at most an hour; a date or nonsense gives `nil` and the fleet's own backoff.
    private static func retryAfter(_ headers: HTTPHeaders) -> Duration? {
        if let text = headers["Retry-After-Ms"], let value = Double(text), value >= 0 {
            return .milliseconds(Int64(min(value, 3_600_000)))
        }
        guard let text = headers["Retry-After"], let value = Double(text), value >= 0 else { return nil }
        return .seconds(Int64(min(value, 3_600).rounded(.up)))
    }
}
