package import Pipelines

/// Fetches pages politely: robots.txt is obeyed, each site has its own pace, what did not change is not sent again.
///
/// It does not retry: its errors say whether asking again can help, and the fleet decides when.
package actor Fetcher {
    /// What came of asking for a page.
    package enum Result: Sendable {
        case page(PageResponse)
        /// The page is as the validators say that it was (304); the answer has no body.
        case unchanged(PageResponse)
    }

    private struct Site {
        var robots: RobotsFile
        var askAgain: ContinuousClock.Instant
    }

    struct Patience {
        /// On top of the site's delay; doubled by each answer that asks for patience, halved by each that does not.
        var penalty: Duration
        /// Nothing is asked before.
        var until: ContinuousClock.Instant
    }

    private let transport: any PageTransport
    let policy: FetchPolicy
    let pacekeeper: (any Pacekeeper)?
    private let notes: (any SharedNotes)?
    let clock = ContinuousClock()
    private var sites: [String: Site] = [:]
    /// When the next request to a site may leave.
    var nextTurn: [String: ContinuousClock.Instant] = [:]
    /// Sites that asked for patience.
    var patience: [String: Patience] = [:]

    /// Sites that are remembered; more are forgotten all at once.
    private static let siteLimit = 20_000
    /// Redirects that are followed for one page, and for a robots.txt (RFC 9309 §2.3.1.2).
    private static let redirectLimit = 5

    /// - Parameters:
    ///   - pacekeeper: keeps each site's pace for the whole fleet; nil: this fetcher alone does.
    ///   - notes: where the fleet keeps what robots.txt said; nil: each fetcher asks for itself.
    package init(
        transport: any PageTransport, policy: FetchPolicy = FetchPolicy(), pacekeeper: (any Pacekeeper)? = nil,
        notes: (any SharedNotes)? = nil
    ) {
        self.pacekeeper = pacekeeper
        self.transport = transport
        self.policy = policy
        self.notes = notes
    }

    /// Fetches a page when its site's turn has come.
    ///
    /// - Parameters:
    ///   - etag: what the page had when it was last fetched.
    ///   - lastModified: likewise.
    /// - Throws: `FetchError`, also for answers that are no page: 4xx and 5xx.
    package func fetch(
        _ address: String, etag: String? = nil, lastModified: String? = nil
    ) async throws(FetchError) -> Result {
        let (url, robots) = try await permitted(address)
        try await waitForTurn(of: url, robots: robots)
        return try await ask(url, etag: etag, lastModified: lastModified, waits: true)
    }

    /// Fetches a page at once: for who keeps the paces himself.
    package func fetchNow(
        _ address: String, etag: String? = nil, lastModified: String? = nil
    ) async throws(FetchError) -> Result {
        let (url, _) = try await permitted(address)
        return try await ask(url, etag: etag, lastModified: lastModified, waits: false)
    }

    /// Asks a service that knows who asks. It is no page and leads to none: robots.txt does not speak of it, and no
    /// redirect is followed.
    ///
    /// - Parameters:
    ///   - authorization: sent as a bearer token.
    ///   - account: what the pace is for.
    /// - Returns: the answer, whatever its status.
    package func call(
        _ address: String, authorization: Secret, account: String, pace: Pace
    ) async throws(FetchError) -> PageResponse {
        guard let url = WebURL(address), url.isWeb else {
            throw FetchError(code: .invalidURL, message: "\(address) is not an address that can be fetched.")
        }
        try await waitForTurn(of: account, pace, for: url)
        var request = request(url)
        request.authorization = authorization
        return try await transport.get(request)
    }

    /// The pause between two requests to a site, given as any of its addresses: ours or what its robots.txt asks for.
    package func pause(of site: String) async throws(FetchError) -> Duration {
        guard let url = WebURL(site), url.isWeb else {
            throw FetchError(code: .invalidURL, message: "\(site) is not an address that can be fetched.")
        }
        return pause(try await robots(of: url))
    }

    private func permitted(_ address: String) async throws(FetchError) -> (WebURL, RobotsFile) {
        guard let url = WebURL(address), url.isWeb else {
            throw FetchError(code: .invalidURL, message: "\(address) is not an address that can be fetched.")
        }
        let robots = try await robots(of: url)
        guard robots.allows(url.target, agent: policy.userAgent) else {
            throw FetchError(
                code: .disallowedByRobots, message: "\(address) is not fetched: \(url.origin)/robots.txt asks not to.")
        }
        return (url, robots)
    }

    /// Asks for a page and follows where it leads. Each address on the way is asked for as one that was named: another
    /// site has a robots.txt and a pace of its own.
    private func ask(
        _ url: WebURL, etag: String?, lastModified: String?, waits: Bool
    ) async throws(FetchError) -> Result {
        var url = url
        for _ in 0...Self.redirectLimit {
            let response = try await transport.get(request(url, etag: etag, lastModified: lastModified))
            note(response.status, of: url.origin, rest: Freshness.retryAfter(of: response))
            guard let target = response.redirect else { return try judge(response, at: url) }
            guard let next = WebURL.resolve(target, against: url) else {
                throw FetchError(code: .invalidURL, message: "\(url) redirects to \(target), which is no address.")
            }
            let (permitted, robots) = try await permitted(next.description)
            if waits, permitted.origin != url.origin { try await waitForTurn(of: permitted, robots: robots) }
            url = permitted
        }
        throw FetchError(
            code: .tooManyRedirects, message: "\(url): more than \(Self.redirectLimit) redirects led here.")
    }

    private func request(_ url: WebURL, etag: String? = nil, lastModified: String? = nil) -> PageRequest {
        var url = url
        url.fragment = nil
        return PageRequest(
            url: url.description, userAgent: policy.userAgent, etag: etag, lastModified: lastModified,
            byteLimit: policy.byteLimit, allowedHosts: policy.allowedHosts,
            allowsPrivateAddresses: policy.allowsPrivateAddresses, allowance: policy.allowance,
            timeout: policy.timeout)
    }

    private func judge(_ response: PageResponse, at url: WebURL) throws(FetchError) -> Result {
        switch response.status {
        case 200..<300: return .page(response)
        case 304: return .unchanged(response)
        case 429, 503:
            throw FetchError(
                code: .busy, message: "\(url) answered \(response.status): the site asks to come back later.",
                retryAfter: Freshness.retryAfter(of: response))
        case 500...:
            throw FetchError(code: .serverFailed, message: "\(url) answered \(response.status): the site has a fault.")
        default:
            throw FetchError(
                code: .gone, message: "\(url) answered \(response.status): there is no such page for us.",
                status: response.status)
        }
    }

    private func robots(of url: WebURL) async throws(FetchError) -> RobotsFile {
        let origin = url.origin
        if let known = sites[origin], clock.now < known.askAgain { return known.robots }
        guard let address = WebURL(origin + "/robots.txt") else { return .refusingAll }
        let (robots, lifetime) = try await sharedRobots(at: address, for: url)
        if sites.count >= Self.siteLimit {
            sites.removeAll()
            nextTurn.removeAll()
            patience.removeAll()
        }
        sites[origin] = Site(robots: robots, askAgain: clock.now + lifetime)
        return robots
    }

    /// What the fleet knows of a site's robots.txt, else what the site says. Notes that are lost cost a request.
    private func sharedRobots(
        at address: WebURL, for url: WebURL
    ) async throws(FetchError) -> (RobotsFile, lifetime: Duration) {
        guard let notes else {
            let answer = try await askForRobots(at: address, for: url)
            return (answer.file, answer.lifetime)
        }
        let key = "robots/\(url.origin)"
        if let text = await notes.text(key) { return (RobotsFile(Array(text.utf8)), policy.robotsLifetime) }
        let answer = try await askForRobots(at: address, for: url)
        await notes.keep(answer.text, as: key, for: answer.lifetime)
        return (answer.file, answer.lifetime)
    }

    private func askForRobots(
        at address: WebURL, for url: WebURL
    ) async throws(FetchError) -> (file: RobotsFile, text: String, lifetime: Duration) {
        let response: PageResponse
        do throws(FetchError) {
            var request = request(address)
            request.byteLimit = max(RobotsFile.byteLimit, min(request.byteLimit, 2 << 20))
            request.redirects = Self.redirectLimit
            response = try await transport.get(request)
        } catch  where error.code == .tooLarge || error.code == .tooManyRedirects {
            // No file of rules is that large, and one that redirects without end does not exist (§2.3.1.2).
            return (.allowingAll, "", policy.robotsLifetime)
        }
        let robots = RobotsFile(status: response.status, body: response.body)
        guard robots != .refusingAll else {
            throw FetchError(
                code: .serverFailed,
                message: "\(url) is not fetched: \(address) answered \(response.status), which forbids everything.",
                retryAfter: Freshness.retryAfter(of: response))
        }
        let text =
            robots == .allowingAll ? "" : String(decoding: response.body.prefix(RobotsFile.byteLimit), as: UTF8.self)
        // The file's own lifetime counts, between ours and the standard's day.
        let lifetime = max(policy.robotsLifetime, Freshness.lifetime(of: response) ?? .zero)
        return (robots, text, min(lifetime, Freshness.longest))
    }
}
