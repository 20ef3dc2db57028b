import Markup

/// A site's robots.txt by RFC 9309: who may fetch what.
package struct RobotsFile: Hashable, Sendable {
    private struct Rule: Hashable, Sendable {
        let pattern: [UInt8]
        let allows: Bool
    }

    private struct Group: Hashable, Sendable {
        var agents: [String] = []
        var rules: [Rule] = []
        var delay: Double?
    }

    private var groups: [Group] = []
    /// The sitemaps it names, in order.
    package private(set) var sitemaps: [String] = []
    private var fallback = true

    /// Bytes that are read; the rest does not count (RFC 9309 §2.5).
    package static let byteLimit = 500 << 10

    /// Everything is allowed: what a missing file means.
    package static let allowingAll = RobotsFile(fallback: true)
    /// Nothing is allowed: what a site that cannot answer means.
    package static let refusingAll = RobotsFile(fallback: false)

    private init(fallback: Bool) {
        self.fallback = fallback
    }

    /// What a fetch of `/robots.txt` that ended with this status means: 4xx allows all, other failures refuse all
    /// (RFC 9309 §2.3.1).
    package init(status: Int, body: [UInt8]) {
        switch status {
        case 200..<300: self.init(body)
        case 400..<500 where status != 429: self = .allowingAll
        default: self = .refusingAll
        }
    }

    /// Reads a file. Lines that are none of it, a whole HTML page for one, say nothing.
    package init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes.prefix(Self.byteLimit), as: UTF8.self)
        var isReadingAgents = false
        for raw in text.split(whereSeparator: { $0.isNewline }) {
            let line = raw.prefix { $0 != "#" }.drop { $0 == "\u{FEFF}" }
            let (key, value) = Self.keyAndValue(line)
            switch key {
            case "user-agent", "useragent", "user agent":
                if !isReadingAgents { groups.append(Group()) }
                isReadingAgents = true
                groups[groups.count - 1].agents.append(Self.token(value))
            case "allow", "disallow", "dissallow", "disalow":
                isReadingAgents = false
                guard !groups.isEmpty, !value.isEmpty else { continue }
                groups[groups.count - 1].rules.append(
                    Rule(pattern: RobotsPattern.normalized(value), allows: key == "allow"))
            case "crawl-delay":
                isReadingAgents = false
                if !groups.isEmpty { groups[groups.count - 1].delay = Double(value) }
            case "sitemap":
                if !value.isEmpty, sitemaps.count < 1000 { sitemaps.append(value) }
            default: break
            }
        }
    }

    /// Whether an agent may fetch an address: the longest rule that matches decides, allow wins ties.
    ///
    /// - Parameter target: path and query, as in `WebURL.target`.
    package func allows(_ target: String, agent: String) -> Bool {
        guard target != "/robots.txt" else { return true }
        let path = RobotsPattern.normalized(target.isEmpty ? "/" : target)
        var best: (length: Int, allows: Bool)?
        for rule in groups(for: agent).flatMap(\.rules) where RobotsPattern.matches(rule.pattern, path) {
            let length = rule.pattern.count
            if best.map({ length > $0.length || (length == $0.length && rule.allows) }) ?? true {
                best = (length, rule.allows)
            }
        }
        return best?.allows ?? fallback
    }

    /// Seconds between two requests that the file asks of an agent, at most `cap`; nil where it asks for none.
    package func crawlDelay(agent: String, cap: Double = 30) -> Double? {
        groups(for: agent).compactMap(\.delay).filter { $0 >= 0 }.max().map { min($0, cap) }
    }

    /// All groups that name the agent, as one; else those for `*`.
    private func groups(for agent: String) -> [Group] {
        let token = Self.token(agent)
        let named = groups.filter { $0.agents.contains(token) }
        return named.isEmpty ? groups.filter { $0.agents.contains("*") } : named
    }

    /// The name without version and comment, in lower case: `Presswork/1.0 (+…)` is `presswork`.
    private static func token(_ value: some StringProtocol) -> String {
        let word = String(value).trimmingBlanks.prefix { !$0.isWhitespace && $0 != "/" }
        return word.lowercased()
    }

    /// A missing colon is tolerated where a blank stands in its place.
    private static func keyAndValue(_ line: Substring) -> (String, String) {
        if let colon = line.firstIndex(of: ":") {
            let key = line[..<colon].trimmingBlanks.lowercased()
            return (key, line[line.index(after: colon)...].trimmingBlanks)
        }
        let words = line.trimmingBlanks.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        return words.count == 2 ? (words[0].lowercased(), words[1].trimmingBlanks) : ("", "")
    }
}
