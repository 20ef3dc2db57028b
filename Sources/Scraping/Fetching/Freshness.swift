import Markup

/// How long an answer may be believed without asking again (RFC 9111 §4.2).
package enum Freshness {
    /// The longest that anything is believed.
    package static let longest: Duration = .seconds(86_400)

    /// The time from now on; zero where the answer must be asked about, nil where it says nothing.
    package static func lifetime(of response: PageResponse) -> Duration? {
        lifetime(fields(of: response), age: response.header("Age"))
    }

    /// The fields that an answer's freshness is judged by, by their names in lower case. A 304 replaces those that it names
    /// (RFC 9111 §4.3.4); the others of the stored answer stay.
    ///
    /// - Parameter stored: what this gave for the answer that a 304 confirms.
    package static func fields(of response: PageResponse, updating stored: [String: String] = [:]) -> [String: String] {
        var fields = stored
        for name in ["cache-control", "expires", "date"] {
            if let value = response.header(name) { fields[name] = value }
        }
        return fields
    }

    /// The time from now on of an answer with these fields; nil where they say nothing.
    ///
    /// - Parameter age: the value of `Age`, which is never stored.
    package static func lifetime(_ fields: [String: String], age: String?) -> Duration? {
        let directives = directives(fields["cache-control"])
        if directives.contains(where: { $0.name == "no-store" || $0.name == "no-cache" }) { return .zero }
        let age = age.flatMap { Int($0.trimmingBlanks) } ?? 0
        let seconds: Int
        if let maximum = directives.first(where: { $0.name == "max-age" }) {
            // A value that is no number makes the answer stale (§4.2.1).
            seconds = maximum.value.flatMap { Int($0) } ?? 0
        } else if let expires = fields["expires"] {
            guard let end = FeedDate(expires), let sent = fields["date"].flatMap(FeedDate.init) else { return .zero }
            seconds = end.seconds - sent.seconds
        } else {
            return nil
        }
        return min(longest, .seconds(max(0, min(seconds, 1 << 31) - max(0, age))))
    }

    /// The lifetime in whole seconds; nil for none.
    package static func seconds(of response: PageResponse) -> Int? {
        lifetime(of: response).flatMap { $0 > .zero ? Int($0 / .seconds(1)) : nil }
    }

    /// What `Retry-After` asks for: seconds, or a date set against the answer's own (RFC 9110 §10.2.3).
    package static func retryAfter(of response: PageResponse) -> Duration? {
        guard let value = response.retryAfter?.trimmingBlanks else { return nil }
        if let seconds = Int(value) { return .seconds(min(max(seconds, 0), 86_400)) }
        guard let end = FeedDate(value), let sent = response.header("Date").flatMap(FeedDate.init) else { return nil }
        return .seconds(min(max(end.seconds - sent.seconds, 0), 86_400))
    }

    private static func directives(_ header: String?) -> [(name: String, value: String?)] {
        (header ?? "").split(separator: ",").map { part in
            let pair = part.split(separator: "=", maxSplits: 1)
            let value = pair.count == 2 ? pair[1].trimmingBlanks.filter { $0 != "\"" } : nil
            return (pair.first?.trimmingBlanks.lowercased() ?? "", value)
        }
    }
}
