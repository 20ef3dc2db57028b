import Pipelines

extension Fetcher {
    /// The longest that a request waits for its site's turn.
    private static let longestWait: Duration = .seconds(60)

    /// Slows down for a site that asks for it, and speeds up again when it answers well.
    func note(_ status: Int, of origin: String, rest: Duration?) {
        let isBusy = status == 429 || status == 503
        guard isBusy || patience[origin] != nil else { return }
        var entry = patience[origin] ?? Patience(penalty: .zero, until: clock.now)
        if isBusy {
            entry.penalty = min(max(entry.penalty * 2, .seconds(1)), policy.longestDelay)
            entry.until = max(entry.until, clock.now + (rest ?? entry.penalty))
        } else {
            entry.penalty = entry.penalty > .milliseconds(500) ? entry.penalty / 2 : .zero
        }
        patience[origin] = entry.penalty == .zero && entry.until <= clock.now ? nil : entry
    }

    /// The pause between two requests to a site with these rules.
    func pause(_ robots: RobotsFile) -> Duration {
        let asked = robots.crawlDelay(agent: policy.userAgent).map { Duration.milliseconds(Int($0 * 1000)) } ?? .zero
        return max(policy.delay, min(asked, policy.longestDelay))
    }

    /// Takes the site's next turn and waits for it; others keep their own.
    func waitForTurn(of url: WebURL, robots: RobotsFile) async throws(FetchError) {
        let now = clock.now
        if let rest = patience[url.origin].map({ $0.until - now }), rest > .zero {
            guard rest <= Self.longestWait else {
                throw FetchError(
                    code: .busy, message: "\(url) was not fetched yet: \(url.origin) asked to be left alone.",
                    retryAfter: rest)
            }
            try await sleep(rest, for: url)
        }
        let pause = pause(robots) + (patience[url.origin]?.penalty ?? .zero)
        guard pause > .zero else { return }
        try await waitForTurn(of: "host/\(url.origin)", Pace(interval: pause), for: url)
    }

    /// Takes the next turn of whatever has this pace, and waits for it.
    func waitForTurn(of key: String, _ pace: Pace, for url: WebURL) async throws(FetchError) {
        if let pacekeeper { return try await wait(for: url, pacekeeper, key, pace) }
        let now = clock.now
        let turn = max(nextTurn[key] ?? now, now)
        nextTurn[key] = turn + pace.interval
        try await sleep(turn - now, for: url)
    }

    private func sleep(_ time: Duration, for url: WebURL) async throws(FetchError) {
        do { try await clock.sleep(for: time) } catch {
            throw FetchError(code: .cancelled, message: "\(url) was not fetched: the work was cancelled.")
        }
    }

    private func wait(
        for url: WebURL, _ pacekeeper: any Pacekeeper, _ key: String, _ pace: Pace
    ) async throws(FetchError) {
        let turn: PaceTurn
        do { turn = try await pacekeeper.turn(key, at: pace, within: Self.longestWait) } catch {
            throw FetchError(
                code: Task.isCancelled ? .cancelled : .busy, message: "\(url) was not fetched: its turn cannot be had.",
                retryAfter: .seconds(5), underlying: error)
        }
        guard case .after(let wait) = turn else {
            throw FetchError(
                code: .busy, message: "\(url) was not fetched yet: others of the fleet are before it at \(url.origin).",
                retryAfter: Self.longestWait)
        }
        try await sleep(wait, for: url)
    }
}
