/// How pages are fetched.
package struct FetchPolicy: Hashable, Sendable {
    /// Who asks, with an address where a person can be reached; its first word is what robots.txt is asked about.
    package var userAgent: String
    /// Hosts whose addresses may be private or loopback, as `host` or `host:port`.
    package var allowedHosts: Set<String>
    /// Whether every address is allowed: for a person at a terminal, never for a manifest.
    package var allowsPrivateAddresses = false
    /// What whoever runs this can do to let a refused host in; told with the refusal.
    package var allowance = AddressAllowance.setting
    /// Bytes of one page.
    package var byteLimit: Int
    package var timeout: Duration
    /// Least time between two requests to one site.
    package var delay: Duration
    /// Most that a site's Crawl-delay may ask for.
    package var longestDelay: Duration
    /// How long a site's robots.txt is believed (RFC 9309 §2.4: at most a day).
    package var robotsLifetime: Duration

    /// - Parameter contact: an address where whoever runs this can be reached; it becomes part of the user agent.
    package init(
        contact: String? = nil, allowedHosts: Set<String> = [],
        byteLimit: Int = 8 << 20, timeout: Duration = .seconds(30), delay: Duration = .zero,
        longestDelay: Duration = .seconds(10), robotsLifetime: Duration = .seconds(3600)
    ) {
        userAgent = "Presswork/1.0" + (contact.map { " (+\($0))" } ?? "")
        self.allowedHosts = allowedHosts
        self.byteLimit = byteLimit
        self.timeout = timeout
        self.delay = delay
        self.longestDelay = longestDelay
        self.robotsLifetime = robotsLifetime
    }
}
