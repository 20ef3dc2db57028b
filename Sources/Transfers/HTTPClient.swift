package import EventLoops

/// Requests over HTTP/1.1 and HTTP/2 with every limit, and the guard against requests to our own network.
///
/// TLS is always verified; cookies, proxies of the environment and `Expect:` are off; only http and https are spoken.
/// Connections are kept and used again. All of it runs on one event loop.
package actor HTTPClient {
    nonisolated let configuration: HTTPClientConfiguration
    nonisolated let loop: EventLoop
    nonisolated let pool: ComputePool
    nonisolated let engine: CurlEngine
    nonisolated let turnstile: Turnstile

    package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - loop: where the sockets are served.
    ///   - pool: where body files are read and written.
    package init(
        on loop: EventLoop, pool: ComputePool, configuration: HTTPClientConfiguration = HTTPClientConfiguration()
    ) {
        self.configuration = configuration
        self.loop = loop
        self.pool = pool
        engine = CurlEngine(on: loop, keptConnections: configuration.maxInFlight)
        turnstile = Turnstile(
            on: loop, total: configuration.maxInFlight, perHost: configuration.maxPerHost,
            maxWaiting: configuration.maxWaiting)
    }

    /// Sends a request and collects the whole answer. Any status is an answer.
    /// - Throws: `TransferError`. Its `requestMayHaveBeenSent` is false only if nothing left this process.
    package func execute(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        let body = CollectedBody()
        let outcome = try await follow(request, into: body)
        guard let (head, bytes) = body.finish() else {
            throw TransferError(
                .protocolViolation, "\(request.method.rawValue) \(TransferURL.shown(request.url)): no answer",
                url: TransferURL.shown(request.url), requestMayHaveBeenSent: true)
        }
        return HTTPResponse(
            head: head, body: bytes, httpVersion: outcome.httpVersion, remoteAddress: outcome.remoteAddress)
    }

    /// Sends a request and lends its answer to `use` while the body arrives. The transfer pauses when it is read too
    /// slowly, and is ended when `use` returns before the end of the body.
    /// - Throws: `TransferError`, also from the stream, or what `use` throws.
    package nonisolated func withResponse<Value: Sendable>(
        to request: HTTPRequest, _ use: (HTTPResponseHead, HTTPBodyStream) async throws -> Value
    ) async throws -> Value {
        let pipe = DownloadPipe()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do throws(TransferError) {
                    _ = try await self.follow(request, into: pipe)
                    pipe.finish(nil)
                } catch {
                    pipe.finish(error)
                }
            }
            defer { group.cancelAll() }
            return try await use(try await pipe.head(), HTTPBodyStream(pipe: pipe))
        }
    }

    /// Sends a request and writes the answer's body to a new file at `path`, whatever the status; on failure no file is
    /// left.
    /// - Throws: `TransferError`, or `DownloadFileError` if the file cannot be written.
    package nonisolated func download(_ request: HTTPRequest, to path: String) async throws -> HTTPResponseHead {
        let pool = pool
        return try await withResponse(to: request) { head, body in
            let file = try await pool.run { try DownloadFile(path: path) }
            do {
                for try await piece in body { try await pool.run { try file.write(piece) } }
                try await pool.run { try file.finish() }
            } catch {
                file.discard()
                throw error
            }
            return head
        }
    }
}
