package import Pipelines

/// Fetches pages politely: robots.txt is obeyed, each site has its own pace, what did not change is not sent again.
///
/// It does not retry: its errors say whether asking again can help, and the fleet decides when.
package actor Fetcher {
    /// What came of asking for a page.
    package enum Result: Sendable {
        case page(PageResponse)
        /// The page is as the validators say that it was (304).
        case unchanged
    }

    private struct Site {
        var robots: RobotsFile
        var fetchedAt: ContinuousClock.Instant
    }

    private let transport: any PageTransport
    private let policy: FetchPolicy
    private let pacekeeper: (any Pacekeeper)?
    private let clock = ContinuousClock()
    private var sites: [String: Site] = [:]
    /// When the next request to a site may leave.
    private var nextTurn: [String: ContinuousClock.Instant] = [:]

    /// Sites that are remembered; more are forgotten all at once.
    private static let siteLimit = 10_000

    /// The longest that a request waits for its site's turn.
    private static let longestWait: Duration = .seconds(60)

    /// - Parameter pacekeeper: keeps each site's pace for the whole fleet; nil: this fetcher alone does.
    package init(
        transport: any PageTransport, policy: FetchPolicy = FetchPolicy(), pacekeeper: (any Pacekeeper)? = nil
    ) {
        self.pacekeeper = pacekeeper
        self.transport = transport
        self.policy = policy
    }

    /// Fetches a page.
    ///
    /// - Parameters:
    ///   - etag: what the page had when it was last fetched.
    ///   - lastModified: likewise.
    /// - Throws: `FetchError`, also for answers that are no page: 4xx and 5xx.
    package func fetch(
        _ address: String, etag: String? = nil, lastModified: String? = nil
    ) async throws(FetchError) -> Result {
        guard let url = WebURL(address), url.isWeb else {
            throw FetchError(code: .invalidURL, message: "\(address) is not an address that can be fetched.")
        }
        let robots = try await robots(of: url)
        guard robots.allows(url.target, agent: policy.userAgent) else {
            throw FetchError(
                code: .disallowedByRobots, message: "\(address) is not fetched: \(url.origin)/robots.txt asks not to.")
        }
        try await waitForTurn(of: url, robots: robots)
        let response = try await transport.get(request(url, etag: etag, lastModified: lastModified))
        return try judge(response, at: url)
    }

    private func request(_ url: WebURL, etag: String? = nil, lastModified: String? = nil) -> PageRequest {
        var url = url
        url.fragment = nil
        return PageRequest(
            url: url.description, userAgent: policy.userAgent, etag: etag, lastModified: lastModified,
            byteLimit: policy.byteLimit, allowedHosts: policy.allowedHosts, timeout: policy.timeout)
    }

    private func judge(_ response: PageResponse, at url: WebURL) throws(FetchError) -> Result {
        switch response.status {
        case 200..<300: return .page(response)
        case 304: return .unchanged
        case 429, 503:
            let seconds = response.retryAfter.flatMap { Int($0) }
            throw FetchError(
                code: .busy, message: "\(url) answered \(response.status): the site asks to come back later.",
                retryAfter: seconds.map { .seconds(min(max($0, 0), 3600)) })
        case 500...:
            throw FetchError(code: .serverFailed, message: "\(url) answered \(response.status): the site has a fault.")
        default:
            throw FetchError(code: .gone, message: "\(url) answered \(response.status): there is no such page for us.")
        }
    }

    private func robots(of url: WebURL) async throws(FetchError) -> RobotsFile {
        let origin = url.origin
        if let known = sites[origin], clock.now - known.fetchedAt < policy.robotsLifetime { return known.robots }
        guard let address = WebURL(origin + "/robots.txt") else { return .refusingAll }
        let robots = try await askForRobots(at: address, for: url)
        if sites.count >= Self.siteLimit {
            sites.removeAll()
            nextTurn.removeAll()
        }
        sites[origin] = Site(robots: robots, fetchedAt: clock.now)
        return robots
    }

    private func askForRobots(at address: WebURL, for url: WebURL) async throws(FetchError) -> RobotsFile {
        let response: PageResponse
        do throws(FetchError) {
            response = try await transport.get(request(address))
        } catch  where error.code == .tooLarge || error.code == .tooManyRedirects {
            // No file of rules is that large, and one that redirects without end does not exist (§2.3.1.2).
            return .allowingAll
        }
        let robots = RobotsFile(status: response.status, body: response.body)
        guard robots != .refusingAll else {
            throw FetchError(
                code: .serverFailed,
                message: "\(url) is not fetched: \(address) answered \(response.status), which forbids everything.")
        }
        return robots
    }

    /// Takes the site's next turn and waits for it; others keep their own.
    private func waitForTurn(of url: WebURL, robots: RobotsFile) async throws(FetchError) {
        let asked = robots.crawlDelay(agent: policy.userAgent).map { Duration.milliseconds(Int($0 * 1000)) } ?? .zero
        let pause = max(policy.delay, min(asked, policy.longestDelay))
        guard pause > .zero else { return }
        if let pacekeeper { return try await wait(for: url, pacekeeper, Pace(interval: pause)) }
        let now = clock.now
        let turn = max(nextTurn[url.origin] ?? now, now)
        nextTurn[url.origin] = turn + pause
        do {
            try await clock.sleep(until: turn)
        } catch {
            throw FetchError(code: .cancelled, message: "\(url) was not fetched: the work was cancelled.")
        }
    }

    private func wait(for url: WebURL, _ pacekeeper: any Pacekeeper, _ pace: Pace) async throws(FetchError) {
        let turn: PaceTurn
        do { turn = try await pacekeeper.turn("host/\(url.origin)", at: pace, within: Self.longestWait) } catch {
            throw FetchError(
                code: Task.isCancelled ? .cancelled : .busy, message: "\(url) was not fetched: its turn cannot be had.",
                retryAfter: .seconds(5), underlying: error)
        }
        guard case .after(let wait) = turn else {
            throw FetchError(
                code: .busy, message: "\(url) was not fetched yet: others of the fleet are before it at \(url.origin).",
                retryAfter: Self.longestWait)
        }
        do { try await clock.sleep(for: wait) } catch {
            throw FetchError(code: .cancelled, message: "\(url) was not fetched: the work was cancelled.")
        }
    }
}
