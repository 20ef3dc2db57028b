import CCurl
import EventLoops

extension HTTPClient {
    /// Sends a request, follows its redirects and hands the last answer to `sink`.
    func follow(_ request: HTTPRequest, into sink: any BodySink) async throws(TransferError) -> CurlOutcome {
        let deadline = ContinuousClock.now + request.limits.total
        let policy = request.addressPolicy ?? configuration.addressPolicy
        var request = request
        var url = try TransferURL(request.url)
        var earlier: [TransferURL] = []
        try request.check(url)
        while true {
            do throws(TransferError) {
                let (exchange, outcome) = try await hop(request, url, earlier, policy, deadline, sink)
                guard let location = exchange.redirectTarget else { return outcome }
                let next = try url.resolving(location)
                earlier.append(url)
                if case .follow(let limit) = request.redirects, earlier.count > limit {
                    throw TransferError(
                        .tooManyRedirects, "\(earlier[0]): more than \(limit) redirects; the last goes to \(next)",
                        url: url.description)
                }
                request = try request.redirected(status: exchange.status, from: url, to: next)
                url = next
            } catch {
                throw earlier.isEmpty ? error : error.afterSending()
            }
        }
    }

    /// One request to one URL, in its turn.
    private func hop(
        _ request: HTTPRequest, _ url: TransferURL, _ earlier: [TransferURL], _ policy: AddressPolicy,
        _ deadline: ContinuousClock.Instant, _ sink: any BodySink
    ) async throws(TransferError) -> (HTTPExchange, CurlOutcome) {
        if let literal = InternetAddress(url.host), !policy.permits(literal, for: url) {
            throw .blocked(literal, url: url.description)
        }
        let host = "\(url.host):\(url.port)"
        try await turnstile.enter(host, label: url.description, before: deadline)
        defer { turnstile.leave(host) }
        let (source, length) = try await open(request)
        let left = deadline - .now
        guard left > .zero else { throw .lateForStart(url.description) }
        let exchange = HTTPExchange(
            request, to: url, redirectedFrom: earlier, policy: policy, source: source, sink: sink)
        exchange.configure(for: request, within: left, client: configuration, length: length)
        let outcome = await run(exchange, source, sink)
        if let failure = exchange.failure(outcome) { throw failure }
        return (exchange, outcome)
    }

    private func open(_ request: HTTPRequest) async throws(TransferError) -> (UploadSource, length: Int?) {
        switch request.body {
        case .bytes(let bytes):
            return (.bytes(bytes, sent: 0), bytes.count)
        case .none:
            // Without a length, servers refuse a POST or a PUT (411).
            let needsLength = [.post, .put, .patch].contains(request.method)
            return (.bytes([], sent: 0), needsLength ? 0 : nil)
        case .file(let path):
            do {
                let file = try await pool.run { try BodyFile(path: path) }
                return (.pipe(UploadPipe(file)), file.size)
            } catch let error as TransferError {
                throw error
            } catch {
                let url = TransferURL.shown(request.url)
                throw TransferError(
                    error is CancellationError ? .cancelled : .invalidRequest,
                    "\(url): the body file \(path) was not read: \(error)", url: url, underlying: error)
            }
        }
    }

    private func run(_ exchange: HTTPExchange, _ source: UploadSource, _ sink: any BodySink) async -> CurlOutcome {
        let engine = engine
        let unpause: @Sendable () -> Void = { [weak exchange] in
            if let exchange { engine.unpause(exchange) }
        }
        (sink as? DownloadPipe)?.onUnpause(unpause)
        guard case .pipe(let pipe) = source else { return await engine.run(exchange) }
        pipe.onUnpause(unpause)
        let pool = pool
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { await pipe.feed(on: pool) }
            let outcome = await engine.run(exchange)
            pipe.close()
            group.cancelAll()
            return outcome
        }
    }
}
